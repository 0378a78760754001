using System.Globalization;

namespace Unravel.Analyzers.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments(int Lines, int Rounds, int WarmUp, Family Family, Mode Mode)
{
    public const string Usage = """
        usage: [--lines 52000] [--rounds 5] [--warmup 2] [--family all|locks|others] [--mode cost|rules|growth|repeat]
          cost    no analyzers, the baseline and our rules in turns; then time in callbacks
          rules   time in callbacks of each rule, as an analyzer of its own
          growth  time in callbacks for more and more lines, and for one file of 4,000 lines
          repeat  our rules again and again, for a profiler
        """;

    public static Arguments? Parse(string[] args)
    {
        var parsed = new Arguments(52_000, 5, 2, Family.All, Mode.Cost);
        for (var at = 0; at < args.Length; at += 2)
        {
            if (at + 1 == args.Length)
            {
                return null;
            }

            var isNumber = int.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            switch (args[at])
            {
                case "--lines" when isNumber: parsed = parsed with { Lines = number }; break;
                case "--rounds" when isNumber: parsed = parsed with { Rounds = number }; break;
                case "--warmup" when isNumber: parsed = parsed with { WarmUp = number }; break;
                case "--family" when Enum.TryParse<Family>(args[at + 1], true, out var family): parsed = parsed with { Family = family }; break;
                case "--mode" when Enum.TryParse<Mode>(args[at + 1], true, out var mode): parsed = parsed with { Mode = mode }; break;
                default: return null;
            }
        }

        return parsed;
    }
}

/// <summary>Which of our rules run.</summary>
internal enum Family
{
    All,

    /// <summary>4xxx and 5xxx: locks and shared state.</summary>
    Locks,

    Others,
}

internal enum Mode
{
    Cost,
    Rules,
    Growth,
    Repeat,
}
