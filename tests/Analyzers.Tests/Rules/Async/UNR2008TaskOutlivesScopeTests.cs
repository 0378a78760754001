using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2008TaskOutlivesScopeAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2008TaskOutlivesScopeFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2008TaskOutlivesScopeTests
{
    [Theory]
    [InlineData("Task M() { using (var x = new Resource()) { return [|x.Work()|]; } }")]
    [InlineData("Task M() { using var x = new Resource(); return [|x.Work()|]; }")]
    [InlineData("Task<string> M() { using var x = new Resource(); return [|x.Text().ContinueWith(t => t.Result)|]; }")]
    [InlineData("Task M() { using var x = new Resource(); return [|Use(x)|]; } Task Use(Resource x) => Work();")]
    [InlineData("Task M() { using var x = new Resource(); return [|Use(x.Part)|]; } Task Use(Resource x) => Work();")]
    [InlineData("Task M() { using var x = new CancellationTokenSource(); return [|Task.Delay(1, x.Token)|]; }")]
    [InlineData("Task M() { using var x = new Resource(); var y = new Resource(x); return [|y.Work()|]; }")]
    [InlineData("Task M() { using var x = new Resource(); return [|Task.Run(() => x.Read())|]; }")]
    [InlineData("Task M(Resource x) { using (x) { return [|x.Work()|]; } }")]
    [InlineData("Task M(bool b) { using var x = new Resource(); if (b) { return Task.CompletedTask; } return [|x.Work()|]; }")]
    [InlineData("Task M(bool b) { using var x = new Resource(); return b ? Task.CompletedTask : [|x.Work()|]; }")]
    [InlineData("ValueTask M() { using var x = new Resource(); return new ValueTask([|x.Work()|]); }")]
    [InlineData("Task M() { Func<Task> f = () => { using var x = new Resource(); return [|x.Work()|]; }; return f(); }")]
    [InlineData("Task M(IServiceProvider p) { using var x = new Scope(); return [|((C)x.Services.GetService(typeof(C))!).Work()|]; } class Scope : IDisposable { public IServiceProvider Services => null!; public void Dispose() { } }")]
    [InlineData("readonly Resource gate = new(); Task M() { lock (gate) { return [|gate.Work()|]; } }")]
    public Task TaskThatUsesWhatEnds_IsReported(string member) => Verify.Analyzer(AsyncSource.Class(member));

    [Theory]
    [InlineData("async Task M() { using var x = new Resource(); await x.Work(); }")]
    [InlineData("async Task<Task> M() { using var x = new Resource(); await Task.Yield(); return x.Work(); }")]
    [InlineData("Task M() { using var x = new Resource(); return Task.CompletedTask; }")]
    [InlineData("Task<string> M() { using var x = new Resource(); return Task.FromResult(x.Read()); }")] // roslynator#1617
    [InlineData("ValueTask<string> M() { using var x = new Resource(); return new ValueTask<string>(x.Read()); }")]
    [InlineData("Task M() { using var x = new Resource(); return Task.FromException(new Exception(x.Read())); }")]
    [InlineData("Task M() { using (ExecutionContext.SuppressFlow()) { return Task.Run(() => { }); } }")]
    [InlineData("Task M() { using var x = new Resource(); var text = x.Read(); return Send(text); } Task Send(string s) => Work();")]
    [InlineData("Task M() { using var x = new Resource(); return Send(x.Read()); } Task Send(string s) => Work();")]
    [InlineData("Task M() { using var x = new Resource(); return Task.Delay(x.Number); }")]
    [InlineData("Task M() { var x = new Resource(); return x.Work(); }")]
    [InlineData("Task M() { using (var x = new Resource()) { x.Read(); } return Work(); }")]
    [InlineData("Task M() { using var x = new Resource(); Func<Task> f = () => Work(); return f(); }")]
    [InlineData("readonly object gate = new(); Task? cached; Task M() { lock (gate) { return cached ??= Work(); } }")]
    [InlineData("readonly object gate = new(); Task M() { lock (gate) { return Work(); } }")]
    [InlineData("IEnumerable<int> M() { using var x = new Resource(); yield return 1; }")]
    public Task TaskThatIsComplete_OrUsesNothing_IsSilent(string member) => Verify.Analyzer(AsyncSource.Class(member));

    [Theory]
    [InlineData("Task M() { using (var x = new Resource()) { return [|x.Work()|]; } }", "async Task M() { using (var x = new Resource()) { await x.Work(); } }")]
    [InlineData("Task<string> M() { using var x = new Resource(); return [|x.Text()|]; }", "async Task<string> M() { using var x = new Resource(); return await x.Text(); }")]
    [InlineData("Task M(bool b) { using var x = new Resource(); if (b) { return Task.CompletedTask; } return [|x.Work()|]; }", "async Task M(bool b) { using var x = new Resource(); if (b) { return; } await x.Work(); }")]
    public Task Function_AwaitsInTheScope(string before, string after) => Verify.Fix(AsyncSource.Class(before), AsyncSource.Class(after));

    [Theory]
    [InlineData("Task M(ref int i) { using var x = new Resource(); return [|x.Work()|]; }")]
    [InlineData("readonly Resource gate = new(); Task M() { lock (gate) { return [|gate.Work()|]; } }")]
    public Task WhereAsyncIsImpossible_NoFixIsOffered(string member) => Verify.NoFix(AsyncSource.Class(member));
}
