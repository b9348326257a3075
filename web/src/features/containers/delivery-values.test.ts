import { describe, expect, it } from "vitest";
import { corrections, valuesOf } from "./delivery-values";

const came = (body: string, query = "") => valuesOf({ body, query, body_size: body.length });

describe("what came in a delivery", () => {
  it("is read from flat JSON, nested parts left out", () => {
    expect(came('{"nome":"Mario","eta":40,"ads":{"id":1}}')).toEqual({ nome: "Mario", eta: "40" });
  });

  it("is read from a form and, without a body, from the address", () => {
    expect(came("nome=Mario+Rossi&telefono=12")).toEqual({ nome: "Mario Rossi", telefono: "12" });
    expect(came("", "telefono=12")).toEqual({ telefono: "12" });
  });

  it("is not guessed where it is broken or a list", () => {
    expect(came('{"nome":')).toBeNull();
    expect(came('[{"nome":"Mario"}]')).toBeNull();
    expect(came("")).toBeNull();
  });
});

it("only sends back what a person changed or added", () => {
  expect(
    corrections(
      { nome: "Mario", telefono: "12" },
      { nome: "Mario", telefono: "333", email: "m@x.it" },
    ),
  ).toEqual({ telefono: "333", email: "m@x.it" });
});
