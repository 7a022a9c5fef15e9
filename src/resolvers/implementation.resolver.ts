import type { GraphQLResolveInfo } from "graphql";
import { FieldResolver, Info, Resolver } from "type-graphql";

import { ImplementationConsultation, Progress, RecommendationSignature } from "../entities/implementation";
import { Office, Person, Post } from "../entities/organisation";
import { Reads, oneBy } from "../entities/reads";
import { delivered } from "./delivered";

const WHO = "Who did it; null for who does not read persons (access policy § 6.2 to § 6.4).";

@Resolver(() => RecommendationSignature)
export class RecommendationSignatureResolver {
  @FieldResolver(() => Post, { description: "The post that signed." })
  @Reads(oneBy("Post", "post_id"))
  post(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Person, { nullable: true, description: WHO })
  @Reads(oneBy("Person", "person_id"))
  person(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Office, { nullable: true, description: "Of a transfer: the office to which." })
  @Reads(oneBy("Office", "to_office_id"))
  office(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => Progress)
export class ProgressResolver {
  @FieldResolver(() => Post, { description: "In which post it was done." })
  @Reads(oneBy("Post", "post_id"))
  post(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Person, { nullable: true, description: WHO })
  @Reads(oneBy("Person", "person_id"))
  person(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Office, {
    nullable: true,
    description: "The office that reported; null for what the Office did.",
  })
  @Reads(oneBy("Office", "office_id"))
  office(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => ImplementationConsultation)
export class ImplementationConsultationResolver {
  @FieldResolver(() => Office, { description: "The mission whose leadership was consulted, as an office." })
  @Reads(oneBy("Office", "office_id"))
  office(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Post, { nullable: true, description: "In which post it was recorded." })
  @Reads(oneBy("Post", "post_id"))
  post(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Person, { nullable: true, description: WHO })
  @Reads(oneBy("Person", "recorded_by"))
  person(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
