using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Blocking.UNR1007BlockingInInstantMemberAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.Blocking;

public class UNR1007BlockingInInstantMemberTests
{
    [Theory]
    [InlineData("C(Task<int> t) { t.[|Wait|](); }")]
    [InlineData("int _x = Task.Run(() => 1).[|Result|];")]
    [InlineData("static int s_x = Task.Run(() => 1).[|Result|];")]
    [InlineData("static C() { Task.Delay(1).[|Wait|](); }")]
    [InlineData("int P => Task.Run(() => 1).[|Result|];")]
    [InlineData("int P { get { Thread.[|Sleep|](10); return 1; } }")]
    [InlineData("int this[int i] => Task.Run(() => 1).GetAwaiter().[|GetResult|]();")]
    [InlineData("~C() { Task.Delay(1).[|Wait|](); }")]
    [InlineData("~C() { new Thread(() => { }).[|Join|](); }")]
    [InlineData("Lazy<int> L = new Lazy<int>(() => Task.Run(() => 1).[|Result|]);")]
    [InlineData("void M() { Lazy<int> l = new(() => { Thread.[|Sleep|](10); return 1; }, true); }")]
    [InlineData("class D : IDisposable { Task _t = null!; public void Dispose() { _t.[|Wait|](); } }")]
    [InlineData("class D : IDisposable { Task _t = null!; public void Dispose() => Dispose(true); void Dispose(bool x) { _t.[|Wait|](1000); } }")]
    [InlineData("class D : IDisposable { Task _t = null!; void IDisposable.Dispose() { _t.[|Wait|](); } }")]
    [InlineData("C() { Task.Delay(1).[|Wait|](); }")]
    [InlineData("class B(int i) { int I => i; } class D(Task<int> t) : B(t.[|Result|]);")]
    [InlineData("C(int i) { } C(Task<int> t) : this(t.[|Result|]) { }")]
    [InlineData("void Dispose() { Task.Delay(1).[|Wait|](); }")]
    [InlineData("int F = Task.Run(() => 1).[|Result|];")]
    [InlineData("Lazy<int> F = new(() => Task.Run(() => 1).[|Result|]);")]
    [InlineData("Task<int> P { get { T.[|Wait|](); return T; } } readonly Task<int> T = null!;")]
    public Task BlockingInInstantMember_IsReported(string member) => Verify.Analyzer(BlockingSource.Class(member));

    [Theory]
    [InlineData("void M(Task<int> t) { t.Wait(); }")] // UNR1002
    [InlineData("C(Task<int> t) { if (t.IsCompleted) { _ = t.Result; } }")]
    [InlineData("C(Task<int> t) { Func<int> f = () => t.Result; void F() => t.Wait(); }")]
    [InlineData("async Task<int> M(Task<int> t) { await Task.Yield(); return t.Result; }")] // UNR1001
    [InlineData("int P { set { Task.Delay(1).Wait(); } }")]
    [InlineData("int P { get { lock (this) { return 1; } } }")]
    [InlineData("SemaphoreSlim s = new(1); int P { get { s.Wait(); try { return 1; } finally { s.Release(); } } }")] // a short lock
    [InlineData("C() { Thread.Sleep(0); }")]
    [InlineData("class D : IDisposable { Thread _t = null!; public void Dispose() { _t.Join(); } }")]
    [InlineData("class D : IDisposable, IAsyncDisposable { public void Dispose() { DisposeAsync().AsTask().Wait(); } public ValueTask DisposeAsync() => default; }")]
    [InlineData("Lazy<Task<int>> L = new(() => Task.Run(() => 1));")]
    [InlineData("static class S { static int X; static S() { Task.Run(() => X = 1).Wait(); } }")] // UNR1008
    public Task OtherWaits_AreSilent(string member) => Verify.Analyzer(BlockingSource.Class(member));

    [Theory]
    [InlineData("int P => Task.Run(() => 1).{|#0:Result|};", "Run().Result", "the getter of 'P'")]
    [InlineData("C() { Task.Delay(1).{|#0:Wait|}(); }", "Delay().Wait()", "the constructor of 'C'")]
    [InlineData("~C() { Task.Delay(1).{|#0:Wait|}(); }", "Delay().Wait()", "the finalizer of 'C'")]
    [InlineData("Lazy<int> L = new(() => { Thread.{|#0:Sleep|}(9); return 1; });", "Thread.Sleep()", "the factory of a Lazy")]
    public Task Message_NamesCulpritAndMember(string member, string culprit, string place) => Verify.Analyzer(
        BlockingSource.Class(member),
        new Microsoft.CodeAnalysis.Testing.DiagnosticResult(Unravel.Analyzers.Rules.Blocking.UNR1007BlockingInInstantMemberAnalyzer.Descriptor)
            .WithLocation(0).WithArguments(culprit, place));
}
