using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Demos;

/// <summary>
/// What the documentation shows is what the tool prints today. With UNRAVEL_REGENERATE=1 the recordings are written
/// anew where they differ.
/// </summary>
public sealed class RecordedDemoTests
{
    /// <summary>A look that falls on the moment in which the pool adds a worker shows a worker that starts; then we look again.</summary>
    private const int MaxLooks = 3;

    [Theory(Timeout = Deadlines.Short)]
    [InlineData("lock-order")]
    [InlineData("starvation")]
    public async Task Recording_IsWhatTheDemoPrints(string scenario)
    {
        var report = await ShowAsync(scenario);
        if (RecordedDemo.Regenerates)
        {
            RecordedDemo.Write(scenario, report);
        }

        var recorded = RecordedDemo.Normalise(scenario, RecordedDemo.Read(scenario));
        for (var look = 1; look < MaxLooks && RecordedDemo.Normalise(scenario, report) != recorded; look++)
        {
            report = await ShowAsync(scenario);
        }

        Assert.Equal(recorded, RecordedDemo.Normalise(scenario, report));
        Assert.All(RecordedDemo.ShownOf(scenario), shown => Assert.Equal(recorded, RecordedDemo.Normalise(scenario, shown)));
    }

    private static async Task<string> ShowAsync(string scenario)
    {
        using var folder = new TemporaryFolder();
        await using var tool = ToolRun.Start([], folder.Path, "demo", scenario);
        var result = await tool.EndAsync(TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == ExitCodes.Done, result.Errors);
        Assert.Empty(folder.FilesNotOf());
        return result.Output;
    }
}
