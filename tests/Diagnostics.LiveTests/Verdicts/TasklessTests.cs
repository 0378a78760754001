using Unravel.Catalog;
using Unravel.Diagnostics.LiveTests.Adversaries;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Verdicts;

/// <summary>A process in which the runtime has not even loaded the type of tasks: there are none, and that is known.</summary>
public sealed class TasklessTests
{
    [Theory(Timeout = Deadlines.Long)]
    [InlineData("freeze")]
    [InlineData("passive")]
    [InlineData("dump")]
    public async Task Deadlock_IsAProof(string mode)
    {
        var result = await LookAsync("hang", mode);

        Assert.Equal(Catalog.Rules.Get(RuleIds.LockOrder).ExitCode, result.ExitCode);
        Assert.Contains("proof, from what the runtime stores", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not checked", result.Output, StringComparison.Ordinal);
    }

    [Theory(Timeout = Deadlines.Long)]
    [InlineData("freeze")]
    [InlineData("passive")]
    [InlineData("dump")]
    public async Task Healthy_IsClean(string mode)
    {
        var result = await LookAsync("work", mode);

        Assert.Equal(0, result.ExitCode); // everything was checked
        Assert.Contains("nothing is stuck that the rules know of", result.Output, StringComparison.Ordinal);
    }

    private static async Task<ToolResult> LookAsync(string verb, string mode)
    {
        await using var program = await Load.StartTasklessAsync(verb, TestContext.Current.CancellationToken);
        await using var tool = ToolRun.Diagnose(program.Id, "--mode", mode);
        return await tool.EndAsync(TestContext.Current.CancellationToken);
    }
}
