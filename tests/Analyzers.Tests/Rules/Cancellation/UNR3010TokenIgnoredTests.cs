using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Cancellation.UNR3010TokenIgnoredAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.Cancellation;

public class UNR3010TokenIgnoredTests
{
    [Theory]
    [InlineData("async Task M(CancellationToken [|token|]) { await Work(); }")]
    [InlineData("void M(int[] many, CancellationToken [|token|] = default) { foreach (var i in many) { i.ToString(); } }")]
    [InlineData("public static async Task<int> M(Task<int> t, CancellationToken [|token|]) => await t;")]
    public Task TokenThatIsNeverLookedAt_IsReported(string member) => Verify.Analyzer(Class(member));

    [Theory]
    [InlineData("async Task M(CancellationToken token) { token.ThrowIfCancellationRequested(); await Work(); }")]
    [InlineData("async Task M(CancellationToken token) { await Task.Delay(1); }")] // UNR3001
    [InlineData("Task M(CancellationToken token) => Task.CompletedTask;")] // nothing to stop
    [InlineData("async Task M(CancellationToken _) { await Work(); }")]
    [InlineData("async Task CloseAsync(CancellationToken token) { await Work(); }")] // cleanup shall run to its end
    [InlineData("protected virtual async Task M(CancellationToken token) { await Work(); }")]
    [InlineData("Task M(CancellationToken token) => throw new NotImplementedException();")]
    [InlineData("Func<CancellationToken, Task> M() => async token => await Work();")]
    [InlineData("abstract class B { public abstract Task M(CancellationToken token); } class D : B { public override async Task M(CancellationToken token) { await Task.Yield(); } }")]
    [InlineData("interface I { Task M(CancellationToken token); } class D : I { public async Task M(CancellationToken token) { await Task.Yield(); } }")]
    [InlineData("interface I { Task M(CancellationToken token); } class D : I { async Task I.M(CancellationToken token) { await Task.Yield(); } }")]
    public Task TokenThatIsUsedOrPrescribed_IsSilent(string member) => Verify.Analyzer(Class(member));

    private static string Class(string member) => BlockingSource.Class(member + "\nstatic Task Work() => null!;");
}
