using System.Collections.Concurrent;
using System.Reflection;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.Launching;

[assembly: AssemblyFixture(typeof(HangsFixture))]

namespace Unravel.Diagnostics.LiveTests.Hanging;

/// <summary>
/// Starts the programs of samples/Hangs for every live test, and at the end kills by id whatever a test left behind.
/// One for the whole run: take it as a constructor parameter.
/// </summary>
public sealed class HangsFixture : IAsyncDisposable
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    private readonly ConcurrentBag<ScenarioProcess> _started = [];
    private readonly HangsBuilds _builds = new(Project);
    private readonly HangsBuilds _webBuilds = new(WebProject);
    private readonly HangsBuilds _runtimeAsyncBuilds = new(RuntimeAsyncProject);

    /// <summary>The programs that lie beside the tool, built like it.</summary>
    internal HangScenarios Programs { get; } = HangScenarios.BesideTheTool();

    private static string Project { get; } = Metadata("HangsProject");

    private static string WebProject { get; } = Metadata("HangsWebProject");

    private static string RuntimeAsyncProject { get; } = Metadata("HangsRuntimeAsyncProject");

    /// <summary>A build of the programs for another configuration or framework; made once, kept from run to run.</summary>
    internal Task<HangScenarios> BuildAsync(string configuration, string framework, CancellationToken cancellation) =>
        _builds.GetAsync(configuration, framework, cancellation);

    /// <summary>The programs as one file with the runtime inside; made once, kept from run to run.</summary>
    internal Task<HangScenarios> PublishSingleFileAsync(CancellationToken cancellation) => _builds.PublishSingleFileAsync(cancellation);

    /// <summary>A build of the programs that need ASP.NET Core.</summary>
    internal Task<HangScenarios> BuildWebAsync(string configuration, CancellationToken cancellation) =>
        _webBuilds.GetAsync(configuration, "net10.0", cancellation);

    /// <summary>A build of the programs whose async methods the runtime suspends.</summary>
    internal Task<HangScenarios> BuildRuntimeAsync(string configuration, CancellationToken cancellation) =>
        _runtimeAsyncBuilds.GetAsync(configuration, "net10.0", cancellation);

    /// <summary>Starts a scenario and comes back when it has said READY. Disposing it early is welcome, not necessary.</summary>
    internal Task<ScenarioProcess> StartAsync(string verb, CancellationToken cancellation, bool repaired = false) =>
        StartAsync(Programs, verb, cancellation, repaired);

    internal async Task<ScenarioProcess> StartAsync(
        HangScenarios programs, string verb, CancellationToken cancellation, bool repaired = false)
    {
        var process = await ScenarioProcess.StartAsync(programs, verb, repaired, s_deadline, cancellation);
        _started.Add(process);
        return process;
    }

    /// <summary>File name and line, as in a stack: <c>LockOrder.cs:38</c>.</summary>
    internal static string LineOf(HangScenario scenario, string marker)
    {
        var lines = Markers.In(SourceOf(scenario));
        return lines.TryGetValue(marker, out var line)
            ? $"{Path.GetFileName(scenario.Source)}:{line}"
            : throw new InvalidOperationException($"{scenario.Source} has no marker '{marker}'.");
    }

    internal static string SourceOf(HangScenario scenario) =>
        new[] { Project, WebProject, RuntimeAsyncProject }.Select(project => Path.Combine(Path.GetDirectoryName(project)!, scenario.Source)).First(File.Exists);

    /// <summary>The scenarios of samples/HangsWeb, from its sources: before it is built.</summary>
    internal static IReadOnlyList<HangScenario> WebScenarios { get; } =
        HangScenarios.ReadList(Path.Combine(Path.GetDirectoryName(WebProject)!, "scenarios.json"));

    private static string Metadata(string key) => typeof(HangsFixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _started)
        {
            await process.DisposeAsync();
        }
    }
}
