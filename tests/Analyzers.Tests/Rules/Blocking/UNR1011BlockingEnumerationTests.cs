using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Blocking.UNR1011BlockingEnumerationAnalyzer,
    Unravel.CodeFixes.Rules.Blocking.UNR1011BlockingEnumerationFix>;

namespace Unravel.Analyzers.Tests.Rules.Blocking;

public class UNR1011BlockingEnumerationTests
{
    [Theory]
    [InlineData("foreach (var x in b.[|GetConsumingEnumerable|]()) { }")]
    [InlineData("foreach (var x in b.[|GetConsumingEnumerable|](t)) { }")]
    [InlineData("_ = b.[|Take|]();")]
    [InlineData("_ = b.[|TryTake|](out _, 100);")]
    [InlineData("_ = b.[|TryTake|](out _, Timeout.Infinite, t);")]
    [InlineData("foreach (var x in s.[|ToBlockingEnumerable|]()) { }")]
    [InlineData("_ = s.[|ToBlockingEnumerable|](t).ToList();")]
    public Task BlockingTake_IsReported(string statement) => Verify.Analyzer(In(statement));

    [Theory]
    [InlineData("_ = b.TryTake(out _); _ = b.TryTake(out _, 0); b.Add(1); b.CompleteAdding();")]
    [InlineData("foreach (var x in b) { }")] // a snapshot
    [InlineData("await foreach (var x in s) { }")]
    [InlineData("_ = Task.Run(() => { foreach (var x in b.GetConsumingEnumerable()) { } });")] // the lambda is synchronous
    [InlineData("_ = new[] { 1 }.Take(1).ToList(); Expression<Func<int>> e = () => b.Take();")]
    public Task NoWait_IsSilent(string statement) => Verify.Analyzer(In(statement));

    [Theory]
    [InlineData("foreach (var x in s.[|ToBlockingEnumerable|]()) { _ = x; } // keeps", "await foreach (var x in s) { _ = x; } // keeps")]
    [InlineData("foreach (int x in s.[|ToBlockingEnumerable|](t)) { _ = x; }", "await foreach (int x in s.WithCancellation(t)) { _ = x; }")]
    public Task AsyncStream_IsAwaited(string statement, string repaired) => Verify.Fix(In(statement), In(repaired));

    [Theory]
    [InlineData("foreach (var x in b.[|GetConsumingEnumerable|]()) { }")]
    [InlineData("_ = s.[|ToBlockingEnumerable|]().ToList();")]
    [InlineData("lock (this) { foreach (var x in s.[|ToBlockingEnumerable|]()) { } }")]
    public Task OtherShapes_AreNotFixed(string statement) => Verify.NoFix(In(statement));

    private static string In(string statement) => BlockingSource.Class(
        "async Task M(System.Collections.Concurrent.BlockingCollection<int> b, IAsyncEnumerable<int> s, CancellationToken t)\n{\n    await Task.Yield();\n    "
        + statement + "\n}");
}
