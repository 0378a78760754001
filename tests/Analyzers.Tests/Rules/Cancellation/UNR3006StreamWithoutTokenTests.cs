using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Cancellation.UNR3006StreamWithoutTokenAnalyzer,
    Unravel.CodeFixes.Rules.Cancellation.UNR3006StreamWithoutTokenFix>;

namespace Unravel.Analyzers.Tests.Rules.Cancellation;

public class UNR3006StreamWithoutTokenTests
{
    [Theory]
    [InlineData("await foreach (var x in [|stream|]) { }", "await foreach (var x in stream.WithCancellation(token)) { }")]
    [InlineData("await foreach (var x in [|this.Stream|]) { }", "await foreach (var x in this.Stream.WithCancellation(token)) { }")]
    [InlineData("await foreach (var x in [|stream.ConfigureAwait(false)|]) { }", "await foreach (var x in stream.ConfigureAwait(false).WithCancellation(token)) { }")]
    public Task StreamWithoutToken_IsReportedAndGetsIt(string before, string after) => Verify.Fix(In(before), In(after));

    [Theory]
    [InlineData("await foreach (var x in stream.WithCancellation(token)) { }")]
    [InlineData("await foreach (var x in stream.WithCancellation(token).ConfigureAwait(false)) { }")]
    [InlineData("await foreach (var x in Read(token)) { }")]
    [InlineData("await foreach (var x in Read()) { }")] // UNR3001
    [InlineData("await foreach (var x in Plain()) { }")] // takes none
    [InlineData("await foreach (var x in stream) { token.ThrowIfCancellationRequested(); }")]
    [InlineData("var s = Read(token); await foreach (var x in s) { }")]
    [InlineData("foreach (var x in new[] { 1 }) { }")]
    [InlineData("try { } finally { await foreach (var x in stream) { } }")]
    public Task StreamWithTokenOrNoUseForIt_IsSilent(string statements) => Verify.Analyzer(In(statements));

    [Fact]
    public Task NoTokenInScope_IsSilent() => Verify.Analyzer(BlockingSource.Class("async Task M(IAsyncEnumerable<int> stream) { await foreach (var x in stream) { } }"));

    private static string In(string statements) => BlockingSource.Class(
        $$"""
        async Task M(IAsyncEnumerable<int> stream, CancellationToken token)
        {
            await Task.Yield();
            {{statements}}
        }

        IAsyncEnumerable<int> Stream => null!;
        IAsyncEnumerable<int> Read(CancellationToken token = default) => null!;
        IAsyncEnumerable<int> Plain() => null!;
        """);
}
