using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2025MulticastTaskAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2025MulticastTaskTests
{
    [Theory]
    [InlineData("await [|Changed(1)|];")]
    [InlineData("await [|Changed.Invoke(1)|];")]
    [InlineData("await (Changed?[|.Invoke(1)|] ?? Task.CompletedTask);")]
    [InlineData("var handler = Changed; if (handler != null) { await [|handler(1)|]; }")]
    [InlineData("var task = Changed?[|.Invoke(1)|]; if (task != null) { await task; }")]
    public Task OneCallOfAnEvent_IsReported(string statement) => Verify.Analyzer(In(statement));

    [Theory]
    [InlineData("foreach (Func<int, Task> handler in Changed.GetInvocationList()) { await handler(1); }")]
    [InlineData("await Task.WhenAll(Changed.GetInvocationList().Cast<Func<int, Task>>().Select(handler => handler(1)));")]
    [InlineData("await single(1);")]
    [InlineData("await Changed?.Invoke(1)!;")] // UNR2013
    [InlineData("Plain(1);")]
    [InlineData("_ = nameof(Changed.Invoke);")]
    public Task EachHandlerOrNoEvent_IsSilent(string statement) => Verify.Analyzer(In(statement));

    private static string In(string statement) => BlockingSource.Class(
        $$"""
        event Func<int, Task> Changed = null!;
        event Action<int> Plain = null!;

        async Task M(Func<int, Task> single)
        {
            await Task.Yield();
            {{statement}}
        }
        """);
}
