using Unravel.Diagnostics.Symbols;
using Unravel.Diagnostics.Tests.Symbols.Specimens;

namespace Unravel.Diagnostics.Tests.Symbols;

public sealed class CSharpTypeNameTests
{
    public static TheoryData<Type, string> Written => new()
    {
        { typeof(object), "object" },
        { typeof(int[]), "int[]" },
        { typeof(string[,][]), "string[][,]" },
        { typeof(nint), "nint" },
        { typeof(Bodies), "Bodies" },
        { typeof(Environment.SpecialFolder), "Environment.SpecialFolder" },
        { typeof(List<int>), "List<int>" },
        { typeof(Dictionary<string, List<int[]>>), "Dictionary<string, List<int[]>>" },
        { typeof(Dictionary<string, List<int[]>>[]), "Dictionary<string, List<int[]>>[]" },
        { typeof(int?), "Nullable<int>" },
        { typeof((int, string)), "ValueTuple<int, string>" },
        { typeof(Outer<int>.Inner<string>), "Outer<int>.Inner<string>" },
        { typeof(Outer<List<int>>.Inner<Outer<long>>), "Outer<List<int>>.Inner<Outer<long>>" },
        { typeof(Dictionary<int, Members>.KeyCollection), "Dictionary<int, Members>.KeyCollection" },
        { typeof(List<Dictionary<int, string>.Enumerator>), "List<Dictionary<int, string>.Enumerator>" },
        { typeof(Func<Func<int>, Func<string[]>>), "Func<Func<int>, Func<string[]>>" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void Type_IsNamedAsItWasWritten(Type type, string written) => Assert.Equal(written, CSharpTypeName.Short(ClrNames.Of(type)));

    [Theory]
    [InlineData("System.Collections.Generic.List<System.__Canon>", "List<_>")]
    [InlineData("System.Threading.Tasks.Task<System.Threading.Tasks.VoidTaskResult>", "Task<VoidTaskResult>")]
    [InlineData("Spec.G`1", "G")]
    [InlineData("<>f__AnonymousType0<System.Int32, System.String>", "<>f__AnonymousType0<int, string>")]
    [InlineData("", "")]
    public void NamesOfTheRuntime_AreReadable(string type, string written) => Assert.Equal(written, CSharpTypeName.Short(type));

    [Theory]
    [InlineData("System.Collections.Generic.List<System.Int32>", "System.Collections.Generic")]
    [InlineData("Shop.Cart+<LoadAsync>d__5<System.String>", "Shop")]
    [InlineData("Program+<<Main>$>d__0", "")]
    [InlineData("System.Int32[]", "System")]
    public void Namespace_EndsBeforeTheOutermostType(string type, string space) => Assert.Equal(space, CSharpTypeName.NamespaceOf(type));

    [Theory]
    [InlineData("A.G<System.Int32>+In<System.String>+<>c__DisplayClass0_0<System.Int64>", "G<System.Int32>|In<System.String>|<>c__DisplayClass0_0<System.Int64>")]
    [InlineData("A.G<B.C+D>+<M>d__1", "G<B.C+D>|<M>d__1")]
    [InlineData("Program+<<<Main>$>g__TopLocal|0_1>d", "Program|<<<Main>$>g__TopLocal|0_1>d")]
    public void NestedTypes_AreTakenApartOutsideBrackets(string type, string parts) => Assert.Equal(parts, string.Join('|', CSharpTypeName.Nesting(type)));
}
