import { circulationPolicy } from "./circulation.policy";
import { compliancePolicy } from "./compliance.policy";
import { copyPolicy } from "./copy.policy";
import { historyPolicy } from "./history.policy";
import { implementationPolicy } from "./implementation.policy";
import { lessonPolicy } from "./lesson.policy";
import { organisationPolicy } from "./organisation.policy";
import { partPolicy } from "./part.policy";
import type { Policy } from "./policy";
import { registerPolicy } from "./register.policy";
import { reportPolicy } from "./report.policy";
import { requestPolicy } from "./request.policy";
import { reviewPolicy } from "./review.policy";
import { workPlanPolicy } from "./work-plan.policy";

/** The whole law: every chapter of the access policy. */
export const law: readonly Policy[] = [
  partPolicy,
  reportPolicy,
  historyPolicy,
  circulationPolicy,
  reviewPolicy,
  organisationPolicy,
  registerPolicy,
  copyPolicy,
  requestPolicy,
  implementationPolicy,
  workPlanPolicy,
  lessonPolicy,
  compliancePolicy,
];
