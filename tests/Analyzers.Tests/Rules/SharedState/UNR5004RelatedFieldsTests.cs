using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5004RelatedFieldsAnalyzer,
    Unravel.CodeFixes.Rules.SharedState.UNR5004RelatedFieldsFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Fields that are written together and read apart.</summary>
public sealed class UNR5004RelatedFieldsTests
{
    private static string Type(string members) => $$"""
        class C
        {
            private readonly object _gate = new();
            private int _x, _y;
            private string _key = "", _value = "";
            private int _alone;

            public void Set(int x, int y) { lock (_gate) { _x = x; _y = y; } }
            public void Set(string key, string value) { lock (_gate) { _key = key; _value = value; } }
            public void Set(int alone) { lock (_gate) { _alone = alone; } }
            {{members}}
        }
        """;

    [Theory]
    [InlineData("public string M() => _key + [|_value|];")]
    [InlineData("public string M() { var key = _key; var value = [|_value|]; return key + value; }")]
    [InlineData("public int M() { int x, y; lock (_gate) { x = _x; } lock (_gate) { y = [|_y|]; } return x + y; }")]
    public Task ReadApart_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("public string M() { lock (_gate) { return _key + _value; } }")]
    [InlineData("public int M() => _x + _y;")] // each read is UNR5003
    [InlineData("public string M() => _key;")]
    [InlineData("public string M() => _key + _alone;")]
    [InlineData("public void N() { lock (_gate) { _key = \"\"; } } public string M() => _key + _value;")] // not always together
    [InlineData("public string M() { if (_key == \"\") { lock (_gate) { return _key + _value; } } return \"\"; }")]
    [InlineData("public C() { _key = _value; }")]
    [InlineData("public string M() { lock (_gate) { return H(); } } string H() => _key + _value;")]
    public Task ReadTogether_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task Fix_TakesTheLock() => Verify.Fix(
        Type("""
        public string M()
            {
                return _key + [|_value|];
            }
        """),
        Type("""
        public string M()
            {
                lock (_gate)
                {
                    return _key + _value;
                }
            }
        """));

    [Fact]
    public Task TwoLockStatements_HaveNoFix() =>
        Verify.NoFix(Type("public int M() { int x, y; lock (_gate) { x = _x; } lock (_gate) { y = [|_y|]; } return x + y; }"));
}
