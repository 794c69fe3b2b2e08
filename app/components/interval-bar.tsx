interface IntervalBarProps {
  estimate: number;
  low: number | null;
  high: number | null;
  /** The largest distance from zero that all bars of a table must have room for. */
  reach: number;
}

const [width, height, margin] = [160, 24, 8];

/**
 * A change and its interval around a line at zero. Filled where the interval leaves out zero, hollow where it does not. The figures stand
 * beside it, so it is hidden from screen readers.
 */
export function IntervalBar({ estimate, low, high, reach }: IntervalBarProps) {
  const at = (value: number) => width / 2 + (value / reach) * (width / 2 - margin);
  const sure = low !== null && high !== null && low * high > 0;
  const middle = height / 2;
  return (
    <svg className="interval-bar" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <line className="interval-bar__zero" x1={at(0)} x2={at(0)} y1="0" y2={height} />
      {low === null || high === null ? null : (
        <>
          <line x1={at(low)} x2={at(high)} y1={middle} y2={middle} />
          <line x1={at(low)} x2={at(low)} y1={middle - 4} y2={middle + 4} />
          <line x1={at(high)} x2={at(high)} y1={middle - 4} y2={middle + 4} />
        </>
      )}
      <circle className={sure ? "interval-bar__sure" : "interval-bar__unsure"} cx={at(estimate)} cy={middle} r="5" />
    </svg>
  );
}
