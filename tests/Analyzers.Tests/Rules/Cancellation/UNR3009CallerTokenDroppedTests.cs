using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Cancellation.UNR3009CallerTokenDroppedAnalyzer,
    Unravel.CodeFixes.Rules.Cancellation.UNR3009CallerTokenDroppedFix>;

namespace Unravel.Analyzers.Tests.Rules.Cancellation;

public class UNR3009CallerTokenDroppedTests
{
    [Fact]
    public Task TimeLimitInPlaceOfTheToken_IsReportedAndLinked() => Verify.Fix(
        In(
            """
            using var limit = [|new CancellationTokenSource(1000)|]; // a second
                await Task.Delay(1, limit.Token);
            """),
        In(
            """
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
                limit.CancelAfter(1000); // a second
                await Task.Delay(1, limit.Token);
            """));

    [Theory]
    [InlineData("using (var limit = [|new CancellationTokenSource(TimeSpan.FromSeconds(1))|]) { await Task.Delay(1, limit.Token); }")]
    [InlineData("token.ThrowIfCancellationRequested(); using (var limit = [|new CancellationTokenSource(1)|]) { await Task.Delay(1, limit.Token); }")]
    public Task OtherForms_AreReportedWithoutFix(string statements) => Verify.NoFix(In(statements));

    [Theory]
    [InlineData("using var limit = CancellationTokenSource.CreateLinkedTokenSource(token); limit.CancelAfter(1); await Task.Delay(1, limit.Token);")]
    [InlineData("using var limit = new CancellationTokenSource(1); using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, token); await Task.Delay(1, both.Token);")]
    [InlineData("using var limit = new CancellationTokenSource(1); using var r = token.Register(limit.Cancel); await Task.Delay(1, limit.Token);")]
    [InlineData("using var limit = new CancellationTokenSource(1); await Task.Delay(1, limit.Token).WaitAsync(token);")]
    [InlineData("using var source = new CancellationTokenSource(); await Task.Delay(1, source.Token);")] // no time limit: another purpose
    [InlineData("using var limit = new CancellationTokenSource(1); await Task.Delay(1);")]
    [InlineData("try { } finally { using var limit = new CancellationTokenSource(1); await Task.Delay(1, limit.Token); }")] // cleanup
    public Task TokenThatCounts_IsSilent(string statements) => Verify.Analyzer(In(statements));

    [Theory]
    [InlineData("async Task N() { using var limit = new CancellationTokenSource(1); await Task.Delay(1, limit.Token); }")]
    [InlineData("async Task StopAsync(CancellationToken token) { using var limit = new CancellationTokenSource(1); await Task.Delay(1, limit.Token); }")]
    public Task NoTokenOrCleanup_IsSilent(string member) => Verify.Analyzer(BlockingSource.Class(member));

    private static string In(string statements) => BlockingSource.Class(
        $$"""
        async Task M(CancellationToken token)
        {
            {{statements}}
        }
        """);
}
