import { Circulation } from "./circulation";
import { connectionOf } from "./connection";
import { Appointment } from "./entries";
import { Office, Person, Post } from "./organisation";
import { Finding, Part, Recommendation } from "./part";
import { RegisterEntry } from "./register";
import { Report } from "./report";

export const ReportConnection = connectionOf("Report", () => Report);
export const PartConnection = connectionOf("Part", () => Part);
export const FindingConnection = connectionOf("Finding", () => Finding);
export const RecommendationConnection = connectionOf("Recommendation", () => Recommendation);
export const SearchConnection = connectionOf("Search", () => Part, { excerpt: true });
export const CirculationConnection = connectionOf("Circulation", () => Circulation);
export const OfficeConnection = connectionOf("Office", () => Office);
export const PostConnection = connectionOf("Post", () => Post);
export const AppointmentConnection = connectionOf("Appointment", () => Appointment);
export const PersonConnection = connectionOf("Person", () => Person);
export const RegisterConnection = connectionOf("Register", () => RegisterEntry);
