export interface HardwareRow {
  readonly name: string;
  readonly value: string;
}

const MOST_ROWS = 24;

const UNITS: readonly (readonly [suffix: string, unit: string])[] = [
  ["_percentage", "%"],
  ["_megabytes", "MB"],
  ["_watts", "W"],
  ["_celsius", "°C"],
];

/**
 * Use of the machine for reading: `cpu_utilization_percentage` → `cpu utilization`, `93 %`. Names are those of MLflow's
 * system metrics, which end with their unit; one with another ending is shown without.
 */
export function hardwareRows(values: Readonly<Record<string, number>> | null): readonly HardwareRow[] {
  return Object.entries(values ?? {})
    .filter(([, value]) => Number.isFinite(value))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MOST_ROWS)
    .map(([name, value]) => {
      const [suffix = "", unit = ""] = UNITS.find(([end]) => name.endsWith(end)) ?? [];
      const words = name.slice(0, name.length - suffix.length).replaceAll("_", " ");
      return { name: words, value: `${Number(value.toPrecision(3))}${unit === "" ? "" : ` ${unit}`}` };
    });
}
