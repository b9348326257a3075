import { describe, expect, it } from "vitest";
import { whenChoices } from "./when-choices";

const at = (moment: string) =>
  Object.fromEntries(whenChoices(Date.parse(moment)).map((choice) => [choice.key, choice.at]));

describe("when to call again", () => {
  it("offers an hour from now on five minutes, tonight and tomorrow morning in Rome", () => {
    expect(at("2026-11-23T10:02:00+01:00")).toEqual({
      in_an_hour: "2026-11-23T10:05:00.000Z",
      tonight: "2026-11-23T17:30:00.000Z",
      tomorrow: "2026-11-24T08:30:00.000Z",
    });
  });

  it("does not offer tonight when it is already evening", () => {
    expect(at("2026-11-23T18:45:00+01:00")).not.toHaveProperty("tonight");
  });

  it("offers Monday where tomorrow is a Saturday or a Sunday", () => {
    expect(at("2026-11-27T10:00:00+01:00").monday).toBe("2026-11-30T08:30:00.000Z");
    expect(at("2026-11-28T10:00:00+01:00").monday).toBe("2026-11-30T08:30:00.000Z");
  });

  it("keeps half past nine when the clocks change in the night", () => {
    expect(at("2026-10-24T12:00:00+02:00").tomorrow).toBe("2026-10-25T08:30:00.000Z");
    expect(at("2026-03-28T12:00:00+01:00").tomorrow).toBe("2026-03-29T07:30:00.000Z");
  });

  it("knows Rome's day where UTC still has the day before", () => {
    expect(at("2026-11-24T00:30:00+01:00").tomorrow).toBe("2026-11-25T08:30:00.000Z");
  });
});
