using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Blocking.UNR1001BlockingInAsyncAnalyzer,
    Unravel.CodeFixes.Rules.Blocking.UNR1001BlockingInAsyncFix>;

namespace Unravel.Analyzers.Tests.Rules.Blocking;

/// <summary>
/// A task that is known to be complete does not block (xunit#2780, AsyncFixer#26). Each silent case has a near miss.
/// </summary>
public class UNR1001CompletedTaskTests
{
    [Theory]
    [InlineData("await t; _ = t.Result;")]
    [InlineData("await t.ConfigureAwait(false); _ = t.Result;")]
    [InlineData("_ = await t; if (b) { _ = t.Result; } else { t.Wait(); }")]
    [InlineData("t.[|Wait|](); _ = t.Result;")] // one message for one wait
    [InlineData("await v; _ = v.Result;")]
    [InlineData("await Task.WhenAll(t, u); _ = t.Result + u.Result;")]
    [InlineData("await Task.WhenAll(new[] { t, u }); _ = t.Result + u.Result;")]
    [InlineData("await Task.WhenAll(t, u).ConfigureAwait(false); _ = t.Result;")]
    [InlineData("await Task.WhenAll(t, u).WaitAsync(token); _ = t.Result;")]
    [InlineData("var all = Task.WhenAll(t, u); await all; _ = t.Result;")]
    [InlineData("var both = new[] { t, u }; await Task.WhenAll(both); _ = t.Result + both[0].Result;")]
    [InlineData("var list = new List<Task<int>> { t, u }; await Task.WhenAll(list); _ = t.Result;")]
    [InlineData("var list = new List<Task<int>>(); list.Add(t); await Task.WhenAll(list); _ = t.Result;")]
    [InlineData("await Task.WhenAll(many); _ = many[0].Result;")]
    [InlineData("await Task.WhenAll(many); foreach (var m in many) { _ = m.Result; }")]
    [InlineData("await Task.WhenAll(many); _ = many.Select(m => m.Result).ToList();")]
    [InlineData("await Task.WhenAll(many); _ = many.First().Result;")]
    [InlineData("await Task.WhenAll(many.ToList()); foreach (var m in many.Where(x => x.IsFaulted)) { _ = m.Result; }")]
    [InlineData("await Task.WhenAll(t, u); _ = many.Select(m => t.Result).ToList();")]
    [InlineData("Task.[|WaitAll|](t, u); _ = t.Result;")]
    [InlineData("if (Task.[|WaitAll|](many, 100)) { _ = many[0].Result; }")]
    [InlineData("if (t.[|Wait|](100)) { _ = t.Result; }")]
    [InlineData("if (t.Wait(0)) { _ = t.Result; }")]
    [InlineData("_ = (await Task.WhenAny(t, u)).Result;")]
    [InlineData("var first = await Task.WhenAny(t, u); _ = first.Result;")]
    [InlineData("var any = Task.WhenAny(t, u); var first = await any; _ = first.Result;")]
    [InlineData("var first = await Task.WhenAny(t, u); if (first == t) { _ = t.Result; }")]
    [InlineData("if (await Task.WhenAny(t, Task.Delay(9)) == t) { _ = t.Result; }")]
    [InlineData("if (t != await Task.WhenAny(t, Task.Delay(9))) { return; } _ = t.Result;")]
    [InlineData("var i = Task.[|WaitAny|](many); _ = many[i].Result;")]
    [InlineData("_ = many[Task.[|WaitAny|](many)].Result;")]
    [InlineData("if (t.IsCompleted) { _ = t.Result; }")]
    [InlineData("if (!t.IsCompletedSuccessfully) { return; } _ = t.Result;")]
    [InlineData("if (b && t.IsCompleted) { _ = t.Result; }")]
    [InlineData("_ = t.IsCompleted && t.Result == 1;")]
    [InlineData("_ = v.IsCompletedSuccessfully ? v.Result : await v;")]
    [InlineData("var done = t.IsCompleted; if (done) { _ = t.Result; }")]
    [InlineData("if (t.Status == TaskStatus.RanToCompletion) { _ = t.Result; }")]
    [InlineData("switch (t.Status) { case TaskStatus.RanToCompletion: _ = t.Result; break; }")]
    [InlineData("var s = t.Status; if (s == TaskStatus.RanToCompletion) { _ = t.Result; }")]
    [InlineData("_ = t.Status switch { TaskStatus.RanToCompletion => t.Result, _ => 0 };")]
    [InlineData("await Task.WhenAll(named.Values); _ = named[\"a\"].Result;")]
    [InlineData("await Task.WhenAll(named.Values); foreach (var n in named) { _ = n.Value.Result; }")]
    [InlineData("await Task.WhenAll(named.Values); _ = named.ToDictionary(n => n.Key, n => n.Value.Result);")]
    [InlineData("await Task.WhenAll(named.Select(n => n.Value)); _ = named[\"a\"].Result;")]
    [InlineData("await Task.WhenAll(jobs.Select(j => j.Work)); foreach (var j in jobs) { _ = j.Work.Result; }")]
    [InlineData("await Task.WhenAll(jobs.Select(j => j.Work)); _ = jobs.Select(j => j.Work.Result).ToList();")]
    [InlineData("if (t is { IsCompletedSuccessfully: true }) { _ = t.Result; }")]
    [InlineData("if (t.IsCompleted is false) { return; } _ = t.Result;")]
    [InlineData("while (!t.IsCompleted) { await Task.Yield(); } _ = t.Result;")]
    [InlineData("_ = t.ContinueWith(x => x.Result);")]
    [InlineData("_ = t.ContinueWith(_ => t.Result);")]
    [InlineData("_ = Task.WhenAll(t, u).ContinueWith(_ => t.Result + u.Result);")]
    [InlineData("_ = Task.WhenAny(t, u).ContinueWith(x => x.Result.Result);")]
    [InlineData("t.GetAwaiter().OnCompleted(() => Console.WriteLine(t.Result));")]
    [InlineData("_ = Task.Factory.ContinueWhenAll(many, x => x[0].Result);")]
    [InlineData("var known = Task.FromResult(1); _ = known.Result;")]
    [InlineData("var same = t; await same; _ = t.Result;")]
    [InlineData("var same = t; await t; _ = same.Result;")]
    [InlineData("try { await t; } catch { } _ = t.Result;")]
    [InlineData("try { await Task.WhenAll(t, u); } catch (Exception) { } _ = t.Result;")]
    [InlineData("try { } finally { await t; } _ = t.Result;")]
    [InlineData("try { await t; many.Select(m => { Change(); return t.Result; }); } catch { } finally { Change(); }")]
    [InlineData("await t; using (var d = new CancellationTokenSource()) { _ = t.Result; } _ = t.Result;")]
    [InlineData("await t; foreach (var m in many) { _ = t.Result; }")]
    [InlineData("await field; _ = field.Result;")]
    [InlineData("await changing; _ = changing.Result;")]
    [InlineData("await Task.WhenAll(t, field); _ = this.field.Result;")]
    [InlineData("var s = new TaskCompletionSource<int>(); s.SetResult(1); _ = s.Task.Result;")]
    [InlineData("_ = Both(async: false).Result;")]
    [InlineData("await t; await u; Task.WaitAll(t, u);")]
    [InlineData("await t; _ = Task.WaitAny(t, u);")]
    public Task CompletedTask_IsSilent(string statements) => Verify.Analyzer(In(statements));

    [Theory]
    [InlineData("await u; _ = t.[|Result|];")]
    [InlineData("if (b) { await t; } _ = t.[|Result|];")]
    [InlineData("await t; t = Get(); _ = t.[|Result|];")]
    [InlineData("await t; Set(ref t); _ = t.[|Result|];")]
    [InlineData("await t; (t, u) = (u, t); _ = t.[|Result|];")]
    [InlineData("while (b) { _ = t.[|Result|]; await t; t = Get(); }")]
    [InlineData("await Task.WhenAny(t, u); _ = t.[|Result|];")]
    [InlineData("var first = await Task.WhenAny(t, u); if (first == t) { } _ = t.[|Result|];")]
    [InlineData("var all = Task.WhenAll(t, u); _ = t.[|Result|]; await all;")]
    [InlineData("await Task.WhenAll(many); many[0] = t; _ = many[0].[|Result|];")]
    [InlineData("await Task.WhenAll(many); many = new[] { t }; _ = many[0].[|Result|];")]
    [InlineData("var list = new List<Task<int>> { u }; await Task.WhenAll(list); list.Add(t); _ = list[1].[|Result|];")]
    [InlineData("if (!t.IsCompleted) { _ = t.[|Result|]; }")]
    [InlineData("if (b || t.IsCompleted) { _ = t.[|Result|]; }")]
    [InlineData("var done = t.IsCompleted; done = b; if (done) { _ = t.[|Result|]; }")]
    [InlineData("if (t.Status == TaskStatus.Running) { _ = t.[|Result|]; }")]
    [InlineData("switch (t.Status) { case TaskStatus.Running: _ = t.[|Result|]; break; }")]
    [InlineData("await Task.WhenAll(named.Values); named[\"a\"] = t; _ = named[\"a\"].[|Result|];")]
    [InlineData("await Task.WhenAll(jobs.Select(j => j.Work)); foreach (var j in jobs) { _ = j.Other.[|Result|]; }")]
    [InlineData("await Task.WhenAll(jobs.Select(j => j.Start())); foreach (var j in jobs) { _ = j.Start().[|Result|]; }")]
    [InlineData("t.[|Wait|](100); _ = t.[|Result|];")]
    [InlineData("_ = Task.Factory.StartNew(async () => { await t; return _ = u.[|Result|]; });")]
    [InlineData("var nested = await Task.Factory.StartNew(() => t); _ = nested.[|Result|];")]
    [InlineData("try { b = int.Parse(\"1\") == 1; await t; } catch { } _ = t.[|Result|];")]
    [InlineData("await t; await Task.WhenAll(many); try { t = Get(); } finally { } _ = t.[|Result|];")]
    [InlineData("var c = b ? Task.FromResult(1) : t; _ = c.[|Result|];")]
    [InlineData("await changing; Change(); _ = changing.[|Result|];")]
    [InlineData("await Other.field; _ = field.[|Result|];")]
    [InlineData("_ = Both(async: true).[|Result|];")]
    [InlineData("await t; Task.[|WaitAll|](t, u);")]
    public Task TaskThatMayRun_IsReported(string statements) => Verify.Analyzer(In(statements));

    // dotnet/runtime#45661: one body for both worlds
    [Theory]
    [InlineData("if (async) { await t; } else { t.GetAwaiter().GetResult(); }")]
    [InlineData("if (!async) { t.Wait(); } else { await t; }")]
    [InlineData("_ = async ? await t : t.GetAwaiter().GetResult();")]
    [InlineData("if (async) { await t; return; } t.Wait();")]
    [InlineData("if (async) { await u; } else { } t.[|Wait|]();")]
    [InlineData("if (async) { t.[|Wait|](); await u; }")]
    [InlineData("if (isSynchronous) { t.Wait(); } else { await t; }")]
    [InlineData("if (!isSynchronous) { t.[|Wait|](); }")]
    [InlineData("if (other) { t.[|Wait|](); }")]
    public Task AsyncSwitch_MakesItsSyncBranchSilent(string statements) => Verify.Analyzer(BlockingSource.Class(
        $$"""
        async Task M(bool async, bool isSynchronous, bool other, Task<int> t, Task<int> u)
        {
            {{statements}}
        }
        """));

    private static string In(string statements) => BlockingSource.Class(
        $$"""
        readonly Task<int> field = null!;
        Task<int> changing = null!;
        C Other => null!;

        async Task M(Task<int> t, Task<int> u, ValueTask<int> v, Task<int>[] many, Dictionary<string, Task<int>> named, List<Job> jobs, bool b, CancellationToken token)
        {
            await Task.Yield();
            {{statements}}
        }

        Task<int> Get() => null!;
        class Job { public Task<int> Work { get; } = null!; public Task<int> Other { get; } = null!; public Task<int> Start() => null!; }
        void Set(ref Task<int> t) { }
        void Change() => changing = null!;
        Task<int> Both(bool async) => null!;
        """);
}
