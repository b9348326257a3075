import { connect, createServer, type Socket } from "node:net";
import { baseURL } from "./people";

/** A line to the server that can be cut, as a train in a tunnel does, and mended. */
export async function openLine() {
  const { hostname, port } = new URL(baseURL);
  const open = new Set<Socket>();
  let whole = true;
  const relay = createServer((near) => {
    if (!whole) return near.destroy();
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.pipe(to);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
  const address = relay.address();
  if (address === null || typeof address === "string") throw new Error("the relay has no port");
  const cut = () => {
    whole = false;
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut,
    mend: () => {
      whole = true;
    },
    close: () => {
      cut();
      relay.close();
    },
  };
}
