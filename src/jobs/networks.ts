import { BlockList, isIP } from "node:net";

import type { Network } from "../setting-jobs";

const ofVersion = { 4: "ipv4", 6: "ipv6" } as const;

function listed(networks: readonly Network[]): BlockList {
  const list = new BlockList();
  for (const { address, prefix } of networks) list.addSubnet(address, prefix, ofVersion[isIP(address) as 4 | 6]);
  return list;
}

const written = (...texts: string[]): BlockList =>
  listed(
    texts.map((text) => {
      const [address, prefix] = text.split("/");
      return { address: address!, prefix: Number(prefix) };
    }),
  );

/** What of IPv4 is not public, after the registry of special addresses of IANA. */
const SPECIAL_4 = written(
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
  ...["192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"],
  ...["224.0.0.0/4", "240.0.0.0/4"],
);
/** What of IPv6 is public, and what of that is not: protocols, documentation, and addresses that hold one of IPv4. */
const PUBLIC_6 = written("2000::/3");
const SPECIAL_6 = written("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

/** Where webhooks may go. */
export class Networks {
  private readonly named: BlockList;

  constructor(named: readonly Network[]) {
    this.named = listed(named);
  }

  /** Whether an address may be reached: by https a public one, and any of a network that was named. */
  allows(address: string, isSecure: boolean): boolean {
    const version = isIP(address);
    if (version !== 4 && version !== 6) return false;
    if (this.named.check(address, ofVersion[version])) return true;
    return isSecure && isPublic(address, version);
  }
}

const isPublic = (address: string, version: 4 | 6): boolean =>
  version === 4
    ? !SPECIAL_4.check(address, "ipv4")
    : PUBLIC_6.check(address, "ipv6") && !SPECIAL_6.check(address, "ipv6");
