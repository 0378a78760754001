using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Cancellation.UNR3008TokenGuardsStartAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.Cancellation;

public class UNR3008TokenGuardsStartTests
{
    [Theory]
    [InlineData("await Task.Run(() => { while (b) { Work(); } }, [|token|]);")]
    [InlineData("await Task.Run(() => { foreach (var i in many) { Work(); } }, [|token|]);")]
    [InlineData("await Task.Run(async () => { for (;;) { await Task.Delay(1); } }, [|token|]);")]
    [InlineData("await Task.Factory.StartNew(() => { while (true) { Work(); } }, [|source.Token|]);")]
    public Task LoopThatNeverLooks_IsReported(string statement) => Verify.Analyzer(In(statement));

    [Theory]
    [InlineData("await Task.Run(() => { while (!token.IsCancellationRequested) { Work(); } }, token);")]
    [InlineData("await Task.Run(() => { while (b) { token.ThrowIfCancellationRequested(); } }, token);")]
    [InlineData("await Task.Run(() => { while (!source.IsCancellationRequested) { Work(); } }, token);")]
    [InlineData("await Task.Run(() => Work(), token);")] // no loop: soon done
    [InlineData("await Task.Run(() => { while (b) { Work(); } });")]
    [InlineData("await Task.Run(() => { while (b) { Work(); } }, CancellationToken.None);")]
    [InlineData("await Task.Run(async () => { for (;;) { await Task.Delay(1, token); } }, token);")]
    public Task LoopThatLooksOrNoLoop_IsSilent(string statement) => Verify.Analyzer(In(statement));

    private static string In(string statement) => BlockingSource.Class(
        $"async Task M(bool b, int[] many, CancellationTokenSource source, CancellationToken token) {{ {statement} }}\nvoid Work() {{ }}");
}
