import { createContext } from "react";

/** The nonce of this one reply, for the scripts that Remix writes into the page. Empty in the browser, which hides it. */
export const NonceContext = createContext("");
