using System.Globalization;

namespace Unravel.Samples.Hangs;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const string Usage =
        "usage: Hangs <scenario> [--repaired] [--heartbeat] [--for <seconds>] [--parent <pid>] | --list";

    public string? Verb { get; private init; }

    public bool List { get; private init; }

    /// <summary>The same program without the fault.</summary>
    public bool Repaired { get; private init; }

    /// <summary>Measure how long the process was stopped (see <see cref="Hangs.Heartbeat"/>).</summary>
    public bool Heartbeat { get; private init; }

    /// <summary>The program ends itself after this time, so that nothing is left behind.</summary>
    public TimeSpan Lifetime { get; private init; } = TimeSpan.FromMinutes(10);

    /// <summary>The process that started this one, as it says; the program ends when that one has gone.</summary>
    public int? Parent { get; private init; }

    /// <summary>The options, or null when they make no sense.</summary>
    public static Options? Parse(IReadOnlyList<string> args)
    {
        var options = new Options();
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--list":
                    options = options with { List = true };
                    break;
                case "--repaired":
                    options = options with { Repaired = true };
                    break;
                case "--heartbeat":
                    options = options with { Heartbeat = true };
                    break;
                case "--for" when Number(args, ++i) is { } seconds:
                    options = options with { Lifetime = TimeSpan.FromSeconds(seconds) };
                    break;
                case "--parent" when Number(args, ++i) is { } parent:
                    options = options with { Parent = parent };
                    break;
                case ['-', ..]:
                    return null;
                case var verb when options.Verb is null:
                    options = options with { Verb = verb };
                    break;
                default:
                    return null;
            }
        }

        return options.List || options.Verb is not null ? options : null;
    }

    private static int? Number(IReadOnlyList<string> args, int index) =>
        index < args.Count && int.TryParse(args[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
