using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2027DeadCatchAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2027DeadCatchTests
{
    [Theory]
    [InlineData("try { await Task.WhenAll(Work(), Work()); } catch ([|AggregateException|]) { }")]
    [InlineData("try { await Task.WhenAll(list.Select(x => Task.Delay(x))); } catch ([|AggregateException|] e) { list.Add(e.InnerExceptions.Count); }")]
    [InlineData("try { await Own(); } catch ([|AggregateException|]) { }")]
    [InlineData("try { await Task.Delay(1).ConfigureAwait(false); list.Add(1); } catch ([|AggregateException|]) { } catch (Exception) { }")]
    [InlineData("try { await File.ReadAllTextAsync(\"\"); } catch ([|AggregateException|]) when (b) { }")]
    public Task OnlyAwaits_IsReported(string statement) => Verify.Analyzer(AsyncSource.Statements(statement));

    [Theory]
    [InlineData("try { Task.WaitAll(Work()); await Work(); } catch (AggregateException) { }")]
    [InlineData("try { await Work(); Work().Wait(); } catch (AggregateException) { }")]
    [InlineData("try { await Work(); Parallel.ForEach(list, x => { }); } catch (AggregateException) { }")]
    [InlineData("try { await Work(); new CancellationTokenSource().Cancel(); } catch (AggregateException) { }")]
    [InlineData("try { await Work(); throw new AggregateException(); } catch (AggregateException) { }")]
    [InlineData("try { await Blocks(); } catch (AggregateException) { } async Task Blocks() { await Task.Yield(); Work().Wait(); }")]
    [InlineData("try { list.Add(1); } catch (AggregateException) { }")]
    [InlineData("try { await Work(); } catch (Exception) { }")]
    [InlineData("Func<Task> f = Work; try { await f(); } catch (AggregateException) { }")] // who knows what it does
    [InlineData("try { Func<Task> f = async () => await Work(); } catch (AggregateException) { }")]
    public Task OtherSourceOrOtherType_IsSilent(string statement) => Verify.Analyzer(AsyncSource.Statements(statement));
}
