using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2009TaskOutlivesHandlerAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2009TaskOutlivesHandlerFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2009TaskOutlivesHandlerTests
{
    [Theory]
    [InlineData("Task M() { try { return [|Work()|]; } catch (Exception) { return Task.CompletedTask; } }")]
    [InlineData("Task M() { try { return [|Work()|]; } catch (IOException) { throw; } }")]
    [InlineData("Task M() { try { return [|Work()|]; } finally { Own().Wait(); } }")]
    [InlineData("Task<string> M() { try { return Own().IsCompleted ? Task.FromResult(string.Empty) : [|Text()|]; } catch (Exception) { return Text(); } }")]
    [InlineData("Task M() { try { if (Own().IsCompleted) { return [|Work()|]; } return Task.CompletedTask; } catch { return Task.CompletedTask; } }")]
    [InlineData("Task M() { Func<Task> f = () => { try { return [|Work()|]; } catch { return Task.CompletedTask; } }; return f(); }")]
    [InlineData("void M() { try { _ = [|Work()|]; } catch (Exception) { } }")]
    [InlineData("void M() { try { [|Work()|]; } catch (Exception) { } }")]
    public Task HandlerThatIsLeftTooEarly_IsReported(string member) => Verify.Analyzer(AsyncSource.Class(member));

    [Theory]
    [InlineData("async Task M() { try { await Work(); } catch (Exception) { } }")]
    [InlineData("Task M() { try { return Work(); } catch (Exception e) { return Task.FromException(e); } }")] // for what is thrown at once
    [InlineData("Task M() { try { return Task.CompletedTask; } catch { return Task.CompletedTask; } }")]
    [InlineData("Task<int> M() { try { return Task.FromResult(int.Parse(\"\")); } catch { return Task.FromResult(0); } }")]
    [InlineData("Task M() { try { } catch (Exception) { return Work(); } return Task.CompletedTask; }")]
    [InlineData("Task M() { try { } finally { } return Work(); }")]
    [InlineData("Task kept = Task.CompletedTask; Task M() { try { return kept; } catch { return Task.CompletedTask; } }")]
    [InlineData("void M() { try { _ = Work(); } catch (ObjectDisposedException) { } }")] // meant for what is thrown at once
    [InlineData("void M() { try { Own().Wait(); _ = Work(); } catch (Exception) { } }")] // the handler has other work
    [InlineData("Task M() { try { Func<Task> f = () => Work(); return Task.CompletedTask; } catch { return Task.CompletedTask; } }")]
    [InlineData("Task M(bool async) { try { return Flush(async: false); } catch { return Task.CompletedTask; } } Task Flush(bool async) => Work();")]
    [InlineData("Task M() { try { return Safe(); } catch (Exception) { return Work(); } } async Task Safe() { try { await Work(); } catch (Exception) { } }")]
    [InlineData("Task M() { try { return Work(); } catch (ObjectDisposedException) { return Task.CompletedTask; } }")]
    public Task HandlerThatActs_IsSilent(string member) => Verify.Analyzer(AsyncSource.Class(member));

    [Theory]
    [InlineData("Task M() { try { return [|Work()|]; } catch (Exception) { return Task.CompletedTask; } }", "async Task M() { try { await Work(); } catch (Exception) { return; } }")]
    [InlineData("Task<string> M() { try { return [|Text()|]; } finally { list = 1; } } int list;", "async Task<string> M() { try { return await Text(); } finally { list = 1; } } int list;")]
    [InlineData("async Task M() { await Work(); try { _ = [|Work()|]; } catch (Exception) { } }", "async Task M() { await Work(); try { await Work(); } catch (Exception) { } }")]
    public Task Function_AwaitsInTheTry(string before, string after) => Verify.Fix(AsyncSource.Class(before), AsyncSource.Class(after));
}
