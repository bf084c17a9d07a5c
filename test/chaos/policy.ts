/** Two leads approve production and a check of Actions must pass for every step up; a newcomer displaces the holder. */
export const ACME_POLICY = `schemaVersion: 1
access:
  register: [{ repository: acme/churn, branches: [main], workflows: [.github/workflows/train.yml] }]
  promote: [{ team: acme/data-science }]
  override: [{ team: acme/ml-leads }]
stages:
  - name: development
  - name: staging
    from: [development]
    require:
      checks: [{ name: validate, app: github-actions }]
  - name: production
    from: [development, staging, archived]
    holders: one
    displaced: archived
    require:
      approvals: { count: 2, from: [{ team: acme/ml-leads }] }
      checks: [{ name: validate, app: github-actions }]
      metrics: ["candidate.auc >= 0.8"]
    rollback: { approvals: { count: 1, from: [{ team: acme/ml-leads }] } }
  - name: archived
    from: any
`;

export const GLOBEX_POLICY = `schemaVersion: 1
access:
  register: [{ repository: globex/churn, branches: [main], workflows: [.github/workflows/train.yml] }]
stages:
  - name: development
  - name: production
    from: [development]
    holders: one
    displaced: archived
    require:
      approvals: { count: 1, from: [{ user: hank }] }
      checks: [{ name: validate, app: github-actions }]
  - name: archived
    from: any
`;

/** What the oracle knows of these policies, written by hand: it never asks the product. */
export interface Demand {
  readonly approvals: number;
  readonly from: { readonly team: string } | { readonly user: string };
  readonly check: boolean;
}

export const DEMANDS: Readonly<Record<string, Readonly<Record<string, Demand>>>> = {
  acme: {
    staging: { approvals: 0, from: { team: "ml-leads" }, check: true },
    production: { approvals: 2, from: { team: "ml-leads" }, check: true },
    rollback: { approvals: 1, from: { team: "ml-leads" }, check: false },
    archived: { approvals: 0, from: { team: "ml-leads" }, check: false },
  },
  globex: {
    production: { approvals: 1, from: { user: "hank" }, check: true },
    archived: { approvals: 0, from: { user: "hank" }, check: false },
  },
};
