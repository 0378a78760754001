using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Cancellation.UNR3004LeakedSourceAnalyzer,
    Unravel.CodeFixes.Rules.Cancellation.UNR3004LeakedSourceFix>;

namespace Unravel.Analyzers.Tests.Rules.Cancellation;

public class UNR3004LeakedSourceTests
{
    [Theory]
    [InlineData("var [|c|] = CancellationTokenSource.CreateLinkedTokenSource(token); await Task.Delay(1, c.Token);", "using var c = CancellationTokenSource.CreateLinkedTokenSource(token); await Task.Delay(1, c.Token);")]
    [InlineData("var [|c|] = new CancellationTokenSource(1000); await Task.Delay(1, c.Token);", "using var c = new CancellationTokenSource(1000); await Task.Delay(1, c.Token);")]
    [InlineData("/* a */ CancellationTokenSource [|c|] = new(TimeSpan.FromSeconds(1)); c.Cancel(); // b", "/* a */ using CancellationTokenSource c = new(TimeSpan.FromSeconds(1)); c.Cancel(); // b")]
    public Task SourceThatStays_IsReportedAndDisposed(string before, string after) => Verify.Fix(In(before), In(after));

    [Theory]
    [InlineData("using var c = CancellationTokenSource.CreateLinkedTokenSource(token);")]
    [InlineData("using (var c = new CancellationTokenSource(1000)) { }")]
    [InlineData("var c = new CancellationTokenSource(1000); try { } finally { c.Dispose(); }")]
    [InlineData("var c = new CancellationTokenSource(); c.Cancel();")] // holds on to nothing
    [InlineData("var c = new CancellationTokenSource(1000); Keep(c);")]
    [InlineData("var c = new CancellationTokenSource(1000); field = c;")]
    [InlineData("var c = new CancellationTokenSource(1000); using (c) { }")]
    [InlineData("var c = new CancellationTokenSource(1000); kept = c.Token;")]
    [InlineData("var c = new CancellationTokenSource(1000); Action a = () => c.Cancel();")]
    public Task SourceThatIsDisposedOrHandedOn_IsSilent(string statements) => Verify.Analyzer(In(statements));

    [Fact]
    public Task FunctionThatHandsOutTheTask_HasNoFix() => Verify.NoFix(BlockingSource.Class(
        "Task M(CancellationToken token) { var [|c|] = CancellationTokenSource.CreateLinkedTokenSource(token); return Task.Delay(1, c.Token); }"));

    private static string In(string statements) => BlockingSource.Class(
        $$"""
        CancellationTokenSource? field; CancellationToken kept;
        async Task M(CancellationToken token)
        {
            await Task.Yield();
            {{statements}}
        }

        void Keep(CancellationTokenSource c) { }
        """);
}
