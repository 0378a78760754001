using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Repository.Tests.Tree;

namespace Unravel.Repository.Tests.Layers;

/// <summary>One place makes descriptors.</summary>
public sealed class DescriptorTests
{
    [Fact]
    public void OnlyDescribe_MakesADescriptor()
    {
        var compilation = OwnSources.Of("Analyzers");
        var makers =
            from tree in compilation.SyntaxTrees
            let model = compilation.GetSemanticModel(tree)
            from creation in tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>()
            where model.GetTypeInfo(creation).Type?.Name == "DiagnosticDescriptor"
            select OwnSources.RelativePath(tree);
        Assert.Equal(["src/Analyzers/Describe.cs"], makers);
    }

    [Fact]
    public void KnowledgeAndFlow_DoNotReport()
    {
        var compilation = OwnSources.Of("Analyzers");
        var reports =
            from tree in compilation.SyntaxTrees
            let path = OwnSources.RelativePath(tree)
            where path is not null && (path.StartsWith("src/Analyzers/Knowledge/", StringComparison.Ordinal) || path.StartsWith("src/Analyzers/Flow/", StringComparison.Ordinal))
            from name in tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<SimpleNameSyntax>()
            where name.Identifier.ValueText is "ReportDiagnostic" or "RuleIds" or "DiagnosticDescriptor"
            select $"{path}: {name.Identifier.ValueText}";
        Offences.None(reports);
    }
}
