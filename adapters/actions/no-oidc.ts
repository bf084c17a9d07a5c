/**
 * Stands in for the part of @actions/core that asks for identity tokens: the Action asks for none, and with it every start
 * would load Node's HTTP, TLS and proxy modules.
 */
export const OidcClient = {
  getIDToken: (): Promise<string> => Promise.reject(new Error("identity tokens are not used")),
};
