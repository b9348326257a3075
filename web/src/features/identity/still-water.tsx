const RINGS = [34, 78, 132, 196, 270, 354, 448];

/** One drop above the water and the rings of the one before. */
export function StillWater() {
  return (
    <svg
      viewBox="0 0 720 900"
      preserveAspectRatio="xMidYMid slice"
      className="absolute inset-0 size-full text-primary"
      aria-hidden
      focusable="false"
    >
      <defs>
        <linearGradient id="still-water-drop" x1="0" y1="0" x2="1" y2="1">
          <stop stopColor="oklch(0.72 0.14 264)" />
          <stop offset="1" stopColor="oklch(0.47 0.2 266)" />
        </linearGradient>
        <radialGradient id="still-water-glow">
          <stop stopColor="currentColor" stopOpacity=".16" />
          <stop offset="1" stopColor="currentColor" stopOpacity="0" />
        </radialGradient>
      </defs>
      <ellipse cx="360" cy="452" rx="430" ry="230" fill="url(#still-water-glow)" />
      {RINGS.map((radius, index) => (
        <ellipse
          key={radius}
          cx="360"
          cy="452"
          rx={radius}
          ry={radius * 0.42}
          fill="none"
          stroke="currentColor"
          strokeWidth={index === 0 ? 2 : 1.25}
          strokeOpacity={0.5 / (1 + index * 0.85)}
        />
      ))}
      <path
        d="M360 214c2 0 3.6.8 4.8 2.4C380.2 235.6 408 270 408 294a48 48 0 0 1-96 0c0-24 27.8-58.4 43.2-77.6 1.2-1.6 2.8-2.4 4.8-2.4Z"
        fill="url(#still-water-drop)"
      />
      <path
        d="M334 296a26 26 0 0 0 26 26"
        fill="none"
        stroke="#fff"
        strokeOpacity=".9"
        strokeWidth="10"
        strokeLinecap="round"
      />
    </svg>
  );
}
