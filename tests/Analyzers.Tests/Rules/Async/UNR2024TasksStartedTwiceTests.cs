using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2024TasksStartedTwiceAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2024TasksStartedTwiceFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2024TasksStartedTwiceTests
{
    private const string Query = "var tasks = ids.Select(async id => { await Task.Yield(); return id; });";

    [Theory]
    [InlineData("await Task.WhenAll(tasks); foreach (var t in [|tasks|]) { _ = await t; }")]
    [InlineData("await Task.WhenAll(tasks); _ = [|tasks|].ToList();")]
    [InlineData("await Task.WhenAll(tasks); _ = [|tasks|].Select(t => t.Result).ToList();")]
    [InlineData("if (tasks.Any()) { await Task.WhenAll([|tasks|]); }")]
    [InlineData("while (ids.Count > 0) { await Task.WhenAny([|tasks|]); }")]
    public Task SecondPass_IsReported(string statements) => Verify.Analyzer(In(Query + statements));

    [Theory]
    [InlineData("var tasks = ids.Select(Get); await Task.WhenAll(tasks); foreach (var t in [|tasks|]) { }")]
    [InlineData("var tasks = ids.Select(id => Get(id)); await Task.WhenAll(tasks); foreach (var t in [|tasks|]) { }")]
    [InlineData("IEnumerable<Task> tasks = ids.Select(id => Get(id)); await Task.WhenAll(tasks); foreach (var t in [|tasks|]) { }")]
    public Task OtherWaysToStart_AreReported(string statements) => Verify.Analyzer(In(statements));

    [Theory]
    [InlineData(Query + "await Task.WhenAll(tasks);")]
    [InlineData(Query + "if (ids.Count == 1) { await Task.WhenAll(tasks); } else { foreach (var t in tasks) { await t; } }")]
    [InlineData("var tasks = ids.Select(id => Get(id)).ToList(); await Task.WhenAll(tasks); foreach (var t in tasks) { }")]
    [InlineData("var tasks = jobs.Select(job => job.Work); await Task.WhenAll(tasks); foreach (var t in tasks) { }")] // starts nothing
    [InlineData("var names = ids.Select(id => id.ToString()); _ = names.ToList(); _ = names.ToList();")]
    [InlineData("var tasks = ids.Select(id => Get(id)); tasks = tasks.ToList(); await Task.WhenAll(tasks); foreach (var t in tasks) { }")]
    public Task OnePassOrNothingStarted_IsSilent(string statements) => Verify.Analyzer(In(statements));

    [Fact]
    public Task Fix_StartsThemOnce() => Verify.Fix(
        In("var tasks = ids.Select(id => Get(id)); await Task.WhenAll(tasks); foreach (var t in [|tasks|]) { _ = t.Result; }"),
        In("var tasks = ids.Select(id => Get(id)).ToArray(); await Task.WhenAll(tasks); foreach (var t in tasks) { _ = t.Result; }"));

    private static string In(string statements) => BlockingSource.Class(
        $$"""
        async Task M(List<int> ids, List<Job> jobs)
        {
            {{statements}}
        }

        Task<int> Get(int id) => null!;
        class Job { public Task<int> Work { get; } = null!; }
        """);
}
