using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Tests.Rules;

public sealed class RuntimeRulesTests
{
    [Fact]
    public void Findings_ComeInOrderOfRank()
    {
        var report = Everything().Report();

        Assert.Equal(["UNR4001", "UNR6001", "UNR1001", "UNR1002"], report.Findings.Select(finding => finding.RuleId));
        Assert.Equal(report.Findings.Select(finding => Catalog.Rules.Get(finding.RuleId).Rank).Order(), report.Findings.Select(finding => Catalog.Rules.Get(finding.RuleId).Rank));
    }

    [Fact]
    public void EveryRuleWithARuntimeFace_IsAsked() =>
        Assert.Equal(
            Catalog.Rules.All.Where(rule => rule.AtRunTime is not null).Select(rule => rule.Id).Order(StringComparer.Ordinal),
            Diagnostics.Rules.RuntimeRules.All.Select(rule => rule.Id).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void EveryFinding_FitsTheSentenceOfItsRule() =>
        Assert.All(Everything().Report().Findings, finding =>
        {
            var sentence = string.Format(null, Catalog.Rules.Get(finding.RuleId).AtRunTime!, [.. finding.Arguments]);
            Assert.All(finding.Arguments, argument => Assert.Contains(argument, sentence, StringComparison.Ordinal));
        });

    [Theory]
    [InlineData(false, null, null)]
    [InlineData(true, null, null)] // threads in evidence stood: those that ran have no stack
    [InlineData(false, "the layout of .NET 12 is not known", "fields that may mean something else here: the layout of .NET 12 is not known")]
    public void RingIsAProof_UnlessFieldsMayMeanSomethingElse(bool isMoving, string? partly, string? inferredFrom)
    {
        var report = For("ring").Capture(capture => capture with { IsMoving = isMoving, PartlySeenBecause = partly }).Report();

        var finding = Assert.Single(report.Findings);
        Assert.Equal((inferredFrom is null ? Certainty.Proof : Certainty.Inferred, inferredFrom), (finding.Certainty, finding.InferredFrom));
    }

    public static TheoryData<string, int> Codes => new()
    {
        { "nothing", 0 },
        { "blocked worker", 0 },
        { "starvation", 11 },
        { "ring", 10 },
        { "all", 10 },
        { "unknown lock", 3 },
        { "blocked worker and unknown lock", 3 },
        { "starvation and unknown lock", 11 },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public void ExitCode_IsOfTheFirstFaultInRank(string situation, int code) => Assert.Equal(code, ExitCodes.Of(For(situation).Report()));

    private static Snapshots For(string situation) => situation switch
    {
        "nothing" => Snapshots.Of().Thread("A", holds: "x").Thread("B", wants: "x"),
        "blocked worker" => Blocked(Snapshots.Of()),
        "starvation" => Blocked(Snapshots.Of()).Pool(3),
        "ring" => Snapshots.Of().Thread("A", holds: "x", wants: "y").Thread("B", holds: "y", wants: "x"),
        "all" => Everything(),
        "unknown lock" => Unknown(Snapshots.Of()),
        "blocked worker and unknown lock" => Unknown(Blocked(Snapshots.Of())),
        _ => Unknown(Blocked(Snapshots.Of()).Pool(3)),
    };

    private static Snapshots Everything() => Blocked(Snapshots.Of()).Pool(3)
        .Thread("A", holds: "x", wants: "y").Thread("B", holds: "y", wants: "x").Thread("C", blocksOn: "L");

    private static Snapshots Blocked(Snapshots snapshot) => snapshot.Task("L").Threads(4, "w", blocksOn: "L", at: "S.M:1", kind: ThreadKind.Pool);

    private static Snapshots Unknown(Snapshots snapshot) => snapshot.Thread("U", wait: WaitKind.Monitor);
}
