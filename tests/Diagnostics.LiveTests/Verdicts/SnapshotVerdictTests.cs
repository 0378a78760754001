using Unravel.Diagnostics.Acquisition.Files;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rendering;
using Unravel.Diagnostics.Rules;

namespace Unravel.Diagnostics.LiveTests.Verdicts;

/// <summary>What was seen of a real process says the same after it was a file.</summary>
public sealed class SnapshotVerdictTests(HangsFixture hangs)
{
    [Theory(Timeout = Deadlines.Short)]
    [InlineData("lock-order")]
    [InlineData("starvation")]
    public async Task File_HasTheFindingsOfTheLook(string verb)
    {
        await using var process = await Target.StartAsync(hangs.Programs, verb, TestContext.Current.CancellationToken);
        var seen = await WorkerRun.LookAsync(process.Id, TestContext.Current.CancellationToken);
        using var file = new MemoryStream();
        SnapshotWriter.Write(file, seen);
        file.Position = 0;

        var read = await SnapshotFile.ReadAsync(file, FileKind.PackedSnapshot, verb, SnapshotFile.DefaultLimit, TestContext.Current.CancellationToken);

        Assert.NotEmpty(RuntimeRules.Check(seen).Findings);
        Assert.Equal(Said(seen), Said(read));
    }

    private static string Said(ProcessSnapshot snapshot) =>
        string.Join('\n', RuntimeRules.Check(snapshot).Findings.Select(finding =>
            $"{finding.RuleId} {FindingTexts.Message(finding)} {string.Join("; ", finding.Evidence.Select(evidence => evidence.Text))}"));
}
