using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2023TaskAsTextAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2023TaskAsTextFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2023TaskAsTextTests
{
    [Theory]
    [InlineData("var s = $\"{[|Text()|]}\";")]
    [InlineData("var s = $\"{[|Text()|],5}\";")]
    [InlineData("var s = \"a\" + [|Text()|];")]
    [InlineData("var s = [|Text()|] + \"a\";")]
    [InlineData("var s = \"\"; s += [|Text()|];")]
    [InlineData("var s = [|Text()|].ToString();")]
    [InlineData("var t = Text(); Console.WriteLine([|t|]);")]
    [InlineData("Console.WriteLine(\"{0}\", [|Text()|]);")]
    [InlineData("var s = string.Format(\"{0} {1}\", [|Work()|], 1);")]
    [InlineData("new StringBuilder().Append([|Text()|]);")]
    [InlineData("new StringBuilder().Append($\"{[|Text()|]}\");")]
    [InlineData("var s = $\"{[|Value()|]}\";")]
    public Task TaskWrittenAsText_IsReported(string statement) => Verify.Analyzer(AsyncSource.Statements(statement));

    [Theory]
    [InlineData("var s = $\"{await Text()}\";")]
    [InlineData("var s = \"a\" + await Text();")]
    [InlineData("var s = $\"{Text().Id} {nameof(Text)}\";")]
    [InlineData("var s = Work().Status.ToString();")]
    [InlineData("Console.WriteLine(await Text());")]
    [InlineData("var s = $\"{new Named()}\";", "class Named : Task<int> { public Named() : base(() => 1) { } public override string ToString() => \"\"; }")]
    [InlineData("Write(Text()); void Write(object o) { }")]
    [InlineData("Expression<Func<string>> e = () => \"a\" + Text();")]
    public Task ResultOrOtherType_IsSilent(string statement, string more = "") => Verify.Analyzer(AsyncSource.Statements(statement) + "\n" + more);

    [Theory]
    [InlineData("var s = $\"{[|Text()|]}\"; var u = $\"{[|c.Text()|]}\";", "var s = $\"{await Text()}\"; var u = $\"{await c.Text()}\";")]
    [InlineData("var s = \"a\" + [|Text()|];", "var s = \"a\" + await Text();")]
    [InlineData("var s = [|Text()|].ToString();", "var s = (await Text()).ToString();")]
    [InlineData("Console.WriteLine([|Text()|]);", "Console.WriteLine(await Text());")]
    public Task Task_IsAwaited(string before, string after) => Verify.Fix(AsyncSource.Statements(before), AsyncSource.Statements(after));

    [Theory]
    [InlineData("var s = $\"{[|Work()|]}\";")] // it gives nothing to write
    public Task WithoutResult_NoFixIsOffered(string statement) => Verify.NoFix(AsyncSource.Statements(statement));
}
