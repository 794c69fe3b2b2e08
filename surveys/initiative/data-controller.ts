/** The authority that answers for the data, and how people reach it: an address, a number, or both; "" where there is none. */
export interface DataController {
  name: string;
  email: string;
  phone: string;
}
