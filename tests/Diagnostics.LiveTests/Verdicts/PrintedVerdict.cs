using Unravel.Catalog;
using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Verdicts;

/// <summary>Compares what the tool printed and returned with what scenarios.json promises.</summary>
internal static class PrintedVerdict
{
    private const string Queue = "queued behind, not part of it: ";

    public static void AssertIsThatOf(HangScenario scenario, ToolResult result)
    {
        Assert.Equal("", result.Errors);
        if (!scenario.Rules.Any())
        {
            AssertClean(result);
            return;
        }

        var findings = Findings(result.Output);
        Assert.Equal(scenario.Rules.Order(StringComparer.Ordinal), RulesIn(findings).Order(StringComparer.Ordinal));
        Assert.Equal(ExitCodeOf(scenario), result.ExitCode);
        Assert.All(scenario.Subjects, subject => Assert.Contains(subject, findings, StringComparison.Ordinal));
        Assert.All(scenario.Lines, line => Assert.Contains(HangsFixture.LineOf(scenario, line), findings, StringComparison.Ordinal));
        AssertBystanders(scenario, findings);
    }

    public static void AssertClean(ToolResult result)
    {
        Assert.True(result.Output.Contains("nothing is stuck that the rules know of.", StringComparison.Ordinal), result.Output);
        Assert.Empty(RulesIn(Findings(result.Output)));
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
    }

    /// <summary>The verdict and its evidence: everything before the merged picture.</summary>
    private static string Findings(string output) => output[..output.IndexOf("\nThreads (", StringComparison.Ordinal)];

    private static IEnumerable<string> RulesIn(string findings) => findings.Split('\n')
        .Where(line => line.StartsWith("UNR", StringComparison.Ordinal))
        .Select(line => line.Split(' ')[0])
        .Distinct();

    private static int ExitCodeOf(HangScenario scenario) =>
        scenario.Rules.Select(Catalog.Rules.Get).OrderBy(rule => rule.Rank).FirstOrDefault(rule => rule.ExitCode is not null)?.ExitCode ?? 0;

    /// <summary>Who queues behind a cycle is named there and nowhere else; who has nothing to do with it is not named at all.</summary>
    private static void AssertBystanders(HangScenario scenario, string findings)
    {
        foreach (var bystander in scenario.Bystanders)
        {
            var lines = findings.Split('\n').Where(line => line.Contains($"\"{bystander}\"", StringComparison.Ordinal)).ToArray();
            Assert.All(lines, line => Assert.StartsWith(Queue, line.Trim(), StringComparison.Ordinal));
            Assert.Equal(scenario.Rule == RuleIds.LockOrder ? 1 : 0, lines.Length);
        }
    }
}
