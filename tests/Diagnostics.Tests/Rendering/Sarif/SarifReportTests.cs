using System.Text.Json;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rendering.Sarif;
using Unravel.Diagnostics.Tests.Schemas;

namespace Unravel.Diagnostics.Tests.Rendering.Sarif;

public sealed class SarifReportTests
{
    [Fact]
    public async Task EverySituation_IsValidByTheSchemaOfOasis()
    {
        foreach (var report in new[] { Situations.LockOrder.Report(), Situations.Starvation.Report(), Situations.Worst.Report(), Snapshots.Of().Report(), WithoutOwner() })
        {
            Assert.Empty(await Schema.ErrorsAsync("sarif-schema-2.1.0.json", Text(report)));
        }
    }

    [Fact]
    public async Task BrokenLog_IsNotValid() =>
        Assert.NotEmpty(await Schema.ErrorsAsync("sarif-schema-2.1.0.json", Text(Situations.LockOrder.Report()).Replace("\"warning\"", "\"loud\"", StringComparison.Ordinal)));

    [Fact]
    public void Cycle_HasAFlowForEachThread()
    {
        var result = Results(Situations.LockOrder.Report())[0];
        var flows = result.GetProperty("codeFlows")[0].GetProperty("threadFlows");

        Assert.Equal("UNR4001", result.GetProperty("ruleId").GetString());
        Assert.Equal(2, flows.GetArrayLength());
        Assert.Equal("waits at Bank.Transfer", flows[0].GetProperty("locations")[1].GetProperty("location").GetProperty("message").GetProperty("text").GetString());
        Assert.Equal(57, flows[1].GetProperty("locations")[0].GetProperty("location").GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32());
    }

    [Fact]
    public void Alert_StandsAtTheLineOfTheLock()
    {
        var place = Results(Situations.LockOrder.Report())[0].GetProperty("locations")[0].GetProperty("physicalLocation");

        Assert.Equal(42, place.GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.Equal("file:///src/Bank.cs", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
    }

    [Fact]
    public void FilesOfARepository_AreRelativeToItsRoot()
    {
        var text = Text(Situations.LockOrder.Report(), _ => "/src");
        using var log = JsonDocument.Parse(text);
        var run = log.RootElement.GetProperty("runs")[0];
        var place = run.GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");

        Assert.Equal("Bank.cs", place.GetProperty("uri").GetString());
        Assert.Equal("SRCROOT", place.GetProperty("uriBaseId").GetString());
        Assert.Equal("file:///src/", run.GetProperty("originalUriBaseIds").GetProperty("SRCROOT").GetProperty("uri").GetString());
    }

    [Theory]
    [InlineData("/_/src/A b.cs", "src/A%20b.cs")]
    [InlineData(@"D:\shop\A.cs", "file:///D:/shop/A.cs")]
    public void OtherPaths_BecomeUris(string file, string expected) =>
        Assert.Equal(expected, new SourceLocations(_ => null).Of(new Frame("A.B") { Line = new SourceLine(file, 3) }).PhysicalLocation!.ArtifactLocation.Uri);

    [Fact]
    public void Fingerprint_IsTheSameInEveryRun()
    {
        // another order of threads, other ids, other lines: the same fault
        var other = Snapshots.Of()
            .Thread("x", at: "X.Y:1")
            .Thread("audit", holds: "Bank._ledger", wants: "Bank._accounts", at: "Bank.Audit:157")
            .Thread("transfer", holds: "Bank._accounts", wants: "Bank._ledger", at: "Bank.Transfer:142", holdsAt: "Bank.Run:120");

        Assert.Equal(Fingerprint(Situations.LockOrder.Report()), Fingerprint(other.Report()));
    }

    [Fact]
    public void Fingerprint_TellsFaultsApart()
    {
        var other = Snapshots.Of()
            .Thread("audit", holds: "Bank._ledger", wants: "Bank._accounts", at: "Bank.Audit:57")
            .Thread("transfer", holds: "Bank._accounts", wants: "Bank._ledger", at: "Bank.Withdraw:42", holdsAt: "Bank.Run:20");

        Assert.NotEqual(Fingerprint(Situations.LockOrder.Report()), Fingerprint(other.Report()));
    }

    [Fact]
    public void EveryRuleOfAProcess_IsDescribedWithHelp()
    {
        using var log = JsonDocument.Parse(Text(Snapshots.Of().Report()));
        var rules = log.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToArray();

        Assert.Equal(Catalog.Rules.All.Where(rule => rule.AtRunTime is not null).Select(rule => rule.Id), rules.Select(rule => rule.GetProperty("id").GetString()));
        Assert.All(rules, rule => Assert.StartsWith("https://", rule.GetProperty("helpUri").GetString(), StringComparison.Ordinal));
        Assert.All(rules, rule => Assert.NotEmpty(rule.GetProperty("help").GetProperty("markdown").GetString()!));
    }

    private static Report WithoutOwner() =>
        Snapshots.Of().Thread("a", wants: "Bank._x", at: "Bank.A:1").Lock("Bank._x", ownerUnknown: "the header of the object is in use").Report();

    private static string Fingerprint(Report report) =>
        Results(report)[0].GetProperty("partialFingerprints").GetProperty("unravelFinding/v1").GetString()!;

    private static JsonElement[] Results(Report report)
    {
        using var log = JsonDocument.Parse(Text(report));
        return [.. log.RootElement.Clone().GetProperty("runs")[0].GetProperty("results").EnumerateArray()];
    }

    private static string Text(Report report, Func<string, string?>? rootOf = null)
    {
        using var stream = new MemoryStream();
        SarifReport.Write(stream, report, rootOf ?? (_ => null));
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
