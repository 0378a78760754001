using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Lifetime.UNR7001LostCompletionAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.Lifetime;

public class UNR7001LostCompletionTests
{
    [Theory]
    [InlineData("Task.Run(() => { var x = Work(); s.[|SetResult|](x); });")]
    [InlineData("_ = Task.Run(() => s.[|SetResult|](Work()));")]
    [InlineData("_ = Task.Run(async () => { await Task.Delay(1); s.[|TrySetResult|](1); });")]
    [InlineData("Task.Factory.StartNew(() => { Work(); if (b) { s.[|SetResult|](1); } else { s.SetCanceled(); } });")]
    public Task PromiseOfALostTask_IsReported(string statement) => Verify.Analyzer(In(statement));

    [Theory]
    [InlineData("Task.Run(() => { try { s.SetResult(Work()); } catch (Exception e) { s.SetException(e); } });")]
    [InlineData("Task.Run(() => { s.SetResult(1); });")] // nothing can throw before
    [InlineData("var work = Task.Run(() => { s.SetResult(Work()); }); await work;")]
    [InlineData("Task.Run(() => { s.SetResult(Work()); }); s.TrySetCanceled();")] // another way to complete it
    [InlineData("Task.Run(() => { s.SetResult(Work()); }); Keep(s);")]
    [InlineData("new Thread(() => s.SetResult(Work())).Start();")] // the exception ends the process
    [InlineData("Task.Run(() => { var own = new TaskCompletionSource<int>(); own.SetResult(Work()); });")]
    [InlineData("token.Register(() => s.TrySetCanceled()); Task.Run(() => { s.SetResult(Work()); });")]
    [InlineData("Task.Run(() => Work());")]
    public Task PromiseThatIsKept_IsSilent(string statement) => Verify.Analyzer(In(statement));

    private static string In(string statement) => BlockingSource.Class(
        $$"""
        async Task<int> M(bool b, CancellationToken token)
        {
            var s = new TaskCompletionSource<int>();
            {{statement}}
            return await s.Task;
        }

        int Work() => 1;
        void Keep(TaskCompletionSource<int> s) { }
        """);
}
