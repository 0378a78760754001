using System.Reflection;
using Unravel.Diagnostics.Launching;

namespace Unravel.Tool.Benchmarks;

/// <summary>A target of the benchmark, and what is wanted of a look at it.</summary>
/// <param name="PauseGoal">Milliseconds; 0 for none: the figure is printed.</param>
/// <param name="Ratio">How many times shorter than that of a dump the pause must be: the bar; 0 for none.</param>
/// <param name="TotalGoal">Seconds, cold.</param>
/// <param name="MemoryGoal">Megabytes, tool and worker together.</param>
internal sealed record Load(string Name, IReadOnlyList<string> Command, double PauseGoal, double Ratio, double TotalGoal, double MemoryGoal)
{
    /// <summary>How many times quicker than dumping and listing async methods with the stock tools the whole look must be: the bar; 0 for none.</summary>
    public double StockRatio { get; init; }

    /// <summary>Requests are sent to it all the time.</summary>
    public bool IsAsked { get; init; }

    /// <summary>The table of docs/performance.md.</summary>
    public static IReadOnlyList<Load> All { get; } =
    [
        new("small app", [DotNetHost.Find(), HangScenarios.BesideTheTool().Assembly, "idle-host", "--heartbeat", "--for", "3600"], 15, 20, 0.3, 120),
        new("ASP.NET Core server, idle", Of("web"), 40, 10, 0.6, 180),
        new("ASP.NET Core server, under load", Of("web"), 40, 10, 0.6, 180) { IsAsked = true },
        new("1,000,000 pending state machines", Of("tasks", "1000000"), 100, 5, 0.9, 300) { StockRatio = 5 },
        new("2,000 blocked threads", Of("threads", "2000"), 140, 100, 0.9, 180),
        new("10,000,000 live objects", Of("objects", "10000000"), 0, 0, 0, 0),
    ];

    /// <summary>Each of a kind, growing: a look must grow no faster.</summary>
    public static IReadOnlyList<Load> Growing { get; } =
    [
        .. new[] { 250, 500, 1000, 2000 }.Select(count => new Load($"{count} threads", Of("threads", $"{count}"), 0, 0, 0, 0)),
        .. new[] { 125_000, 250_000, 500_000, 1_000_000 }.Select(count => new Load($"{count} tasks", Of("tasks", $"{count}"), 0, 0, 0, 0)),
        .. new[] { 1_250_000, 2_500_000, 5_000_000, 10_000_000 }.Select(count => new Load($"{count} objects", Of("objects", $"{count}"), 0, 0, 0, 0)),
    ];

    private static string[] Of(params string[] arguments) =>
        [DotNetHost.Find(), typeof(Load).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "LoadsProgram").Value!, .. arguments];
}
