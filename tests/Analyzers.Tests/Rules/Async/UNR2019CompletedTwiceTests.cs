using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2019CompletedTwiceAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2019CompletedTwiceFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2019CompletedTwiceTests
{
    [Theory]
    [InlineData("s.SetResult(1); s.[|SetResult|](2);")]
    [InlineData("s.TrySetResult(1); s.[|SetException|](new Exception());")]
    [InlineData("if (b) { s.SetResult(1); } else { s.SetCanceled(); } s.[|SetResult|](2);")]
    [InlineData("foreach (var i in many) { s.[|SetResult|](i); }")]
    [InlineData("try { s.SetResult(1); Console.WriteLine(); } catch (Exception e) { s.[|SetException|](e); }")]
    [InlineData("try { s.SetResult(1); } finally { Console.WriteLine(); } s.[|SetResult|](2);")]
    [InlineData("field.SetResult(1); field.[|SetResult|](2);")]
    [InlineData("Action a = () => { s.SetResult(1); s.[|SetResult|](2); };")]
    public Task SecondCompletion_IsReported(string statements) => Verify.Analyzer(In(statements));

    [Theory]
    [InlineData("s.SetResult(1);")]
    [InlineData("s.SetResult(1); s.TrySetResult(2);")]
    [InlineData("if (b) { s.SetResult(1); } else { s.SetException(new Exception()); }")]
    [InlineData("if (b) { s.SetResult(1); return; } s.SetResult(2);")]
    [InlineData("if (b) { s.SetResult(1); } if (!b) { s.SetResult(2); }")]
    [InlineData("s.SetResult(1); s = new(); s.SetResult(2);")]
    [InlineData("try { Console.WriteLine(); s.SetResult(1); } catch (Exception e) { s.SetException(e); }")]
    [InlineData("try { s.SetResult(1); Console.WriteLine(); } catch (Exception e) { if (!s.Task.IsCompleted) { s.SetException(e); } }")]
    [InlineData("foreach (var i in many) { s.SetResult(i); break; }")]
    [InlineData("foreach (var i in many) { var own = new TaskCompletionSource<int>(); own.SetResult(i); }")]
    [InlineData("foreach (var i in many) { if (i == 1) { s.SetResult(i); } }")]
    [InlineData("s.SetResult(1); other.SetResult(1);")]
    [InlineData("changing.SetResult(1); changing.SetResult(2);")] // another method may replace it
    public Task OneCompletionOfEachSource_IsSilent(string statements) => Verify.Analyzer(In(statements));

    [Fact]
    public Task Fix_TriesInstead() => Verify.Fix(
        In("s.SetResult(1); s.[|SetResult|](2); s.[|SetException|](new Exception()); // late"),
        In("s.SetResult(1); s.TrySetResult(2); s.TrySetException(new Exception()); // late"));

    private static string In(string statements) => BlockingSource.Class(
        $$"""
        readonly TaskCompletionSource<int> field = new();
        TaskCompletionSource<int> changing = new();

        void M(TaskCompletionSource<int> s, TaskCompletionSource<int> other, int[] many, bool b)
        {
            {{statements}}
        }
        """);
}
