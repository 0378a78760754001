using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4008UnboundedMutexAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4008UnboundedMutexFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Semaphores that start at one, have no maximum and are taken and given back.</summary>
public sealed class UNR4008UnboundedMutexTests
{
    private static string Type(string members) => $$"""
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            int _count;
            {{members}}
        }
        """;

    [Theory]
    [InlineData("readonly SemaphoreSlim _s = [|new SemaphoreSlim(1)|]; async Task M() { await _s.WaitAsync(); _count++; _s.Release(); }")]
    [InlineData("readonly SemaphoreSlim _s = [|new(1)|]; void M() { _s.Wait(); try { _count++; } finally { _s.Release(); } }")]
    [InlineData("static readonly SemaphoreSlim s_s = [|new(initialCount: 1)|]; void M() { s_s.Wait(); s_s.Release(); }")]
    [InlineData("readonly SemaphoreSlim _s; C() { _s = [|new SemaphoreSlim(1)|]; } void M() { _s.Wait(); _s.Release(); }")]
    [InlineData("SemaphoreSlim S { get; } = [|new(1)|]; void M() { S.Wait(); S.Release(); }")]
    [InlineData("readonly SemaphoreSlim _s = [|new(1)|]; void M() { _s.Wait(); } class D { void N(C c) { c._s.Release(); } }")]
    [InlineData("void M() { var s = [|new SemaphoreSlim(1)|]; Parallel.For(0, 9, _ => { s.Wait(); _count++; s.Release(); }); }")]
    [InlineData("SemaphoreSlim? _s; void M() { _s ??= [|new SemaphoreSlim(1)|]; _s.Wait(); _s.Release(); }")]
    public Task MutexWithoutMaximum_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("readonly SemaphoreSlim _s = new(1, 1); void M() { _s.Wait(); _s.Release(); }")]
    [InlineData("readonly SemaphoreSlim _s = new(1, 5); void M() { _s.Wait(); _s.Release(); }")]
    [InlineData("readonly SemaphoreSlim _s = new(0); void M() { _s.Wait(); _s.Release(); }")] // a signal
    [InlineData("readonly SemaphoreSlim _s = new(4); void M() { _s.Wait(); _s.Release(); }")]
    [InlineData("const int N = 3; readonly SemaphoreSlim _s = new(N); void M() { _s.Wait(); _s.Release(); }")]
    [InlineData("readonly SemaphoreSlim _s = new(1); void M() { _s.Wait(); _s.Release(2); _s.Release(); }")]
    [InlineData("readonly SemaphoreSlim _s = new(1); void M() { _s.Wait(); }")]
    [InlineData("readonly SemaphoreSlim _s = new(1); void M() { _s.Release(); }")]
    [InlineData("readonly SemaphoreSlim _s = new(1); public SemaphoreSlim Gate => _s;")]
    [InlineData("void M(int n) { var s = new SemaphoreSlim(n); s.Wait(); s.Release(); }")]
    public Task OtherSemaphores_AreSilent(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task Fix_SetsTheMaximum() => Verify.Fix(
        Type("readonly SemaphoreSlim _s = [|new SemaphoreSlim(1)|], _t = [|new(initialCount: 1)|]; void M() { _s.Wait(); _s.Release(); _t.Wait(); _t.Release(); }"),
        Type("readonly SemaphoreSlim _s = new SemaphoreSlim(1, 1), _t = new(initialCount: 1, maxCount: 1); void M() { _s.Wait(); _s.Release(); _t.Wait(); _t.Release(); }"));
}
