using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2021DelayOutlivesRaceAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2021DelayOutlivesRaceFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2021DelayOutlivesRaceTests
{
    [Theory]
    [InlineData("await Task.WhenAny(t, [|Task.Delay(5000)|]);")]
    [InlineData("await Task.WhenAny(t, u, [|Task.Delay(time)|]);")]
    [InlineData("await Task.WhenAny(new Task[] { t, [|Task.Delay(time)|] });")]
    [InlineData("await Task.WhenAny([t, [|Task.Delay(time)|]]);")]
    [InlineData("if (await Task.WhenAny(t, [|Task.Delay(time, CancellationToken.None)|]) == t) { }")]
    [InlineData("return Task.WhenAny([|Task.Delay(time)|], t);", "Task")]
    public Task DelayWithoutToken_IsReported(string statement, string asyncness = "async Task") => Verify.Analyzer(In(statement, asyncness));

    [Theory]
    [InlineData("await Task.WhenAny(t, Task.Delay(time, token));")]
    [InlineData("await Task.WhenAny(t, Task.Delay(100));")] // over soon: polling
    [InlineData("await Task.WhenAny(Task.Delay(time));")]
    [InlineData("await Task.WhenAny(Task.Delay(time), Task.Delay(6000));")] // nothing but delays
    [InlineData("await Task.WhenAll(t, Task.Delay(time));")]
    [InlineData("await t.WaitAsync(time); await Task.Delay(time);")]
    [InlineData("var delay = Task.Delay(time); await Task.WhenAny(t, delay); await delay;")]
    public Task DelayThatEndsOrIsWanted_IsSilent(string statement) => Verify.Analyzer(In(statement, "async Task"));

    [Theory]
    [InlineData("if (await Task.WhenAny(t, [|Task.Delay(time)|]) != t) { throw new TimeoutException(); }", "await t.WaitAsync(time);")]
    [InlineData("if (t != await Task.WhenAny(t, [|Task.Delay(5000)|])) throw new TimeoutException(\"late\"); // why", "await t.WaitAsync(TimeSpan.FromMilliseconds(5000)); // why")]
    public Task RaceForATimeout_BecomesWaitAsync(string before, string after) => Verify.Fix(In(before, "async Task"), In(after, "async Task"));

    [Theory]
    [InlineData("if (await Task.WhenAny(t, [|Task.Delay(time)|]) != t) { return; }")]
    [InlineData("await Task.WhenAny(t, [|Task.Delay(time)|]);")]
    [InlineData("if (await Task.WhenAny(t, [|Task.Delay(time)|]) != u) { throw new TimeoutException(); }")]
    public Task OtherRaces_HaveNoFix(string statement) => Verify.NoFix(In(statement, "async Task"));

    [Fact]
    public Task WhereTheSdkRuleIsOn_ItSpeaks() => Verify.Analyzer(
        In("await Task.WhenAny(t, Task.Delay(time));", "async Task"),
        test => test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\ndotnet_diagnostic.CA2027.severity = suggestion")));

    private static string In(string statement, string asyncness) =>
        BlockingSource.Class($"{asyncness} M(Task<int> t, Task u, TimeSpan time, CancellationToken token) {{ {statement}\n}}");
}
