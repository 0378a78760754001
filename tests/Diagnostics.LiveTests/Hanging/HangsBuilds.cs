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
    private static readonly string s_platform = $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    private string Name => Path.GetFileNameWithoutExtension(project);

    private readonly ConcurrentDictionary<(string, string), Lazy<Task<HangScenarios>>> _builds = new();

    public Task<HangScenarios> GetAsync(string configuration, string framework, CancellationToken cancellation) =>
        _builds.GetOrAdd(
            (configuration, framework),
            _ => new Lazy<Task<HangScenarios>>(() => BuildAsync(configuration, framework, cancellation))).Value;

    /// <summary>As one file with the runtime inside, from the runtime pack on NuGet.</summary>
    public Task<HangScenarios> PublishSingleFileAsync(CancellationToken cancellation) =>
        _builds.GetOrAdd(("single", s_ownFramework), _ => new Lazy<Task<HangScenarios>>(() =>
        {
            var (artifacts, output) = Folders("single-file");
            if (Directory.Exists(artifacts))
            {
                Directory.Delete(artifacts, recursive: true); // a second publish removes what the first one copied
            }

            return RunAsync(["publish", .. Arguments("Release", s_ownFramework, artifacts, output), "-r", s_platform, "--self-contained", "-p:PublishSingleFile=true"], output, cancellation);
        })).Value;

    private Task<HangScenarios> BuildAsync(string configuration, string framework, CancellationToken cancellation)
    {
        var (artifacts, output) = Folders($"{framework}-{configuration}");
        string[] runtime = framework == s_ownFramework ? [] : ["-r", s_platform, "--self-contained"];
        return RunAsync(["build", .. Arguments(configuration, framework, artifacts, output), .. runtime], output, cancellation);
    }

    private (string Artifacts, string Output) Folders(string name)
    {
        var artifacts = Path.Combine(AppContext.BaseDirectory, "hangs-builds", $"{Name}-{name}");
        return (artifacts, Path.Combine(artifacts, "output"));
    }

    private string[] Arguments(string configuration, string framework, string artifacts, string output) =>
    [
        project, "-c", configuration, "-o", output, "-nodeReuse:false", "-m:1", "-v:q",
        $"-p:ArtifactsPath={artifacts}", .. framework == s_ownFramework ? Array.Empty<string>() : [$"-p:HangsFrameworks={framework}"],
    ];

    private async Task<HangScenarios> RunAsync(string[] arguments, string output, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(DotNetHost.Find(), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var build = Process.Start(start)!;
        var errors = build.StandardError.ReadToEndAsync(cancellation);
        var text = await build.StandardOutput.ReadToEndAsync(cancellation);
        await build.WaitForExitAsync(cancellation);
        Assert.True(build.ExitCode == 0, text + await errors);
        return HangScenarios.In(output, Name);
    }
}
