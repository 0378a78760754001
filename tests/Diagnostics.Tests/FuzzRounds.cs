using System.Globalization;

namespace Unravel.Diagnostics.Tests;

/// <summary>By hand more: UNRAVEL_FUZZ_TIMES=50. A run of the tests has no time for that; docs/security.md has the counts.</summary>
internal static class FuzzRounds
{
    private static readonly int s_times = int.Parse(Environment.GetEnvironmentVariable("UNRAVEL_FUZZ_TIMES") ?? "1", CultureInfo.InvariantCulture);

    public static int Of(int usual) => usual * s_times;
}
