using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Unravel.Diagnostics.Launching;

namespace Unravel.Diagnostics.LiveTests.Hanging;

/// <summary>
/// Builds samples/Hangs for other configurations and frameworks, each into a folder of its own beside the tests, so
/// that no build of the repository that runs meanwhile is disturbed. For a framework other than the one of the tests the
/// program brings its own runtime, from the runtime pack on NuGet.
/// </summary>
internal sealed class HangsBuilds(string project)
{
    private static readonly string s_ownFramework = $"net{Environment.Version.Major}.0";

    private string Name => Path.GetFileNameWithoutExtension(project);

    private readonly ConcurrentDictionary<(string, string), Lazy<Task<HangScenarios>>> _builds = new();

    public Task<HangScenarios> GetAsync(string configuration, string framework, CancellationToken cancellation) =>
        _builds.GetOrAdd(
            (configuration, framework),
            _ => new Lazy<Task<HangScenarios>>(() => BuildAsync(configuration, framework, cancellation))).Value;

    private async Task<HangScenarios> BuildAsync(string configuration, string framework, CancellationToken cancellation)
    {
        var artifacts = Path.Combine(AppContext.BaseDirectory, "hangs-builds", $"{Name}-{framework}-{configuration}");
        var output = Path.Combine(artifacts, "output");
        var start = new ProcessStartInfo(DotNetHost.Find())
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] runtime = framework == s_ownFramework
            ? []
            : ["-r", $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}", "--self-contained"];
        string[] arguments =
        [
            "build", project, "-c", configuration, "-o", output, "-nodeReuse:false", "-m:1", "-v:q",
            $"-p:ArtifactsPath={artifacts}", $"-p:HangsFrameworks={framework}",
            .. runtime,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var build = Process.Start(start)!;
        var errors = build.StandardError.ReadToEndAsync(cancellation);
        var text = await build.StandardOutput.ReadToEndAsync(cancellation);
        await build.WaitForExitAsync(cancellation);
        Assert.True(build.ExitCode == 0, text + await errors);
        return HangScenarios.In(output, Name);
    }
}
