using Unravel.Diagnostics.Acquisition;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Tests.Acquisition;

/// <summary>Of a runtime that is newer than what is known here, rules that find nothing say that they have not checked, and why.</summary>
public sealed class UnknownLayoutTests
{
    private const string Because = "the layout of runtime 11.0.0 is not known (known are 8 to 10)";

    private static readonly CaptureInfo s_capture = new() { Source = CaptureSource.Freeze, At = DateTimeOffset.UnixEpoch };

    [Fact]
    public void EveryRuleThatFindsNothing_HasNotChecked()
    {
        var capture = RuntimeSession.Qualified(s_capture, new RuntimeFacts(new Version(11, 0, 0), "/x/11.0.0"));
        var report = RuntimeRules.Check(Snapshots.Of().Thread("A").Capture(_ => capture).Build());

        Assert.Empty(report.Findings);
        Assert.Equal(RuntimeRules.All.Length, report.NotChecked.Length);
        Assert.All(report.NotChecked, verdict => Assert.Equal(Because, verdict.Because));
    }

    [Fact]
    public void RingThatIsSeen_IsStillFound()
    {
        var capture = RuntimeSession.Qualified(s_capture, new RuntimeFacts(new Version(11, 0, 0), "/x/11.0.0"));
        var report = RuntimeRules.Check(Snapshots.Of().Thread("A", holds: "a", wants: "b").Thread("B", holds: "b", wants: "a").Capture(_ => capture).Build());

        Assert.Single(report.Findings);
    }

    [Theory]
    [InlineData("8.0.31")]
    [InlineData("10.0.12")]
    [InlineData(null)]
    public void KnownRuntime_IsCheckedAsEver(string? version)
    {
        var facts = new RuntimeFacts(version is null ? null : Version.Parse(version), "/x");

        Assert.Same(s_capture, RuntimeSession.Qualified(s_capture, facts));
    }
}
