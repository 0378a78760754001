using System.Reflection.Metadata.Ecma335;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Tests.Symbols;

public sealed class SymbolStoreTests : IDisposable
{
    private readonly SymbolStore _store = new(path => path);

    public static TheoryData<string, string> Methods
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var method in new[] { "Simple", "Several", "Loop", "Guarded", "Together", "Generic", "Items", "Pooled", "Forgotten", "Many", "Nested" })
            {
                cases.Add("Debug", method);
                cases.Add("Release", method);
            }

            return cases;
        }
    }

    public void Dispose() => _store.Dispose();

    [Theory]
    [MemberData(nameof(Methods))]
    public void EveryAwait_IsFoundAtItsLine(string form, string method)
    {
        var path = form == "Debug" ? CompiledSpecimens.Debug : CompiledSpecimens.Release;

        var lines = _store.AwaitLines(path, CompiledSpecimens.StateMachineOf(_store.Module(path)!, method));

        Assert.Equal(CompiledSpecimens.Marked(method), lines.Select(line => line?.ToString()));
    }

    /// <summary>Optimised code has no place of its own for the end of a block: the last statement in it stands for it.</summary>
    [Theory]
    [InlineData("Debug", 1)]
    [InlineData("Release", 0)]
    public void DisposalThatIsAwaited_IsAtTheEndOfItsBlock(string form, int mark)
    {
        var path = form == "Debug" ? CompiledSpecimens.Debug : CompiledSpecimens.Release;
        var marked = CompiledSpecimens.Marked("Resources");

        var lines = _store.AwaitLines(path, CompiledSpecimens.StateMachineOf(_store.Module(path)!, "Resources"));

        Assert.Equal([marked[0], marked[mark]], lines.Select(line => line?.ToString()));
    }

    [Theory]
    [InlineData("Debug", "Class")]
    [InlineData("Release", "Struct")]
    public void Specimens_AreOfBothForms(string form, string kind)
    {
        var module = _store.Module(form == "Debug" ? CompiledSpecimens.Debug : CompiledSpecimens.Release)!;
        var machine = module.Metadata.GetTypeDefinition(
            MetadataTokens.TypeDefinitionHandle(CompiledSpecimens.StateMachineOf(module, "Simple") & 0xffffff));

        var parent = module.Metadata.GetTypeReference((System.Reflection.Metadata.TypeReferenceHandle)machine.BaseType);

        Assert.Equal(kind == "Struct" ? "ValueType" : "Object", module.Metadata.GetString(parent.Name));
    }

    [Fact]
    public void TypeThatIsNoStateMachine_HasNoAwaits() =>
        Assert.Empty(_store.AwaitLines(CompiledSpecimens.Debug, MetadataTokens.GetToken(MetadataTokens.TypeDefinitionHandle(1))));

    [Theory]
    [InlineData(0)]
    [InlineData(0x06000001)]
    [InlineData(0x02ffffff)]
    public void TokenThatIsNoType_HasNoAwaits(int token) => Assert.Empty(_store.AwaitLines(CompiledSpecimens.Debug, token));

    [Fact]
    public void FileThatIsNotThere_HasNothing()
    {
        Assert.Null(_store.Module("/nowhere/x.dll"));
        Assert.Null(_store.LineOf("/nowhere/x.dll", 0x06000001, 0));
        Assert.Empty(_store.AwaitLines("/nowhere/x.dll", 0x02000001));
    }

    [Fact]
    public void Module_IsOpenedOnceUnderThePathOfTheHost()
    {
        var asked = new List<string>();
        using var store = new SymbolStore(path =>
        {
            asked.Add(path);
            return CompiledSpecimens.Debug;
        });

        Assert.Same(store.Module("/app/Specimens.dll"), store.Module("/app/Specimens.dll"));
        Assert.Equal(["/app/Specimens.dll"], asked);
    }
}
