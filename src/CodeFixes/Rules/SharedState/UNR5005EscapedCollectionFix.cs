using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Rules.SharedState;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Returns a copy that is made under the lock.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5005EscapedCollectionFix))]
public sealed class UNR5005EscapedCollectionFix : RuleFix
{
    private const string Title = "Return a copy";

    public UNR5005EscapedCollectionFix()
        : base(RuleIds.EscapedCollection)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not ExpressionSyntax returned || CopyOf(returned, target) is not { } text)
        {
            return null;
        }

        var marker = new SyntaxAnnotation();
        var copy = SyntaxFactory.ParseExpression(text).WithTriviaFrom(returned).WithAdditionalAnnotations(marker);
        var root = target.Root.ReplaceNode(returned, copy);
        if (target.Diagnostic.Properties.ContainsKey(UNR5005EscapedCollectionAnalyzer.IsBare))
        {
            if (!target.Diagnostic.Properties.TryGetValue(GuardProperties.Lock, out var guard) || guard is null
                || WrapInLock.Around(root, root.GetAnnotatedNodes(marker).First(), guard, target.Model) is not { } locked)
            {
                return null;
            }

            root = locked;
        }

        return new Proposal(Title, Title, root, Proof.ScopeOf(returned));
    }

    private static string? CopyOf(ExpressionSyntax returned, FixTarget target)
    {
        var info = target.Model.GetTypeInfo(returned, target.Cancellation);
        var source = Inner(returned);
        switch (info.ConvertedType)
        {
            case IArrayTypeSymbol array:
                return $"({array.ToMinimalDisplayString(target.Model, returned.SpanStart)}){returned}.Clone()";
            case INamedTypeSymbol { TypeKind: TypeKind.Class, Name: "List" or "Dictionary" or "HashSet" or "Queue" or "Stack" or "LinkedList" or "SortedDictionary" or "SortedList" or "SortedSet" } same
                when SymbolEqualityComparer.Default.Equals(same, info.Type):
                return $"new {same.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(target.Model, returned.SpanStart)}({returned})";
            case INamedTypeSymbol { Name: "IDictionary" or "IReadOnlyDictionary" } map:
                return $"new {Named("Dictionary", map, target, returned)}({source})";
            case INamedTypeSymbol { Name: "ISet" or "IReadOnlySet" } set:
                return $"new {Named("HashSet", set, target, returned)}({source})";
            case INamedTypeSymbol { TypeKind: TypeKind.Interface, Name: "IEnumerable" or "IReadOnlyCollection" or "IReadOnlyList" or "ICollection" or "IList", TypeArguments.Length: 1 }:
                return $"{source}.ToArray()";
            default:
                return null;
        }
    }

    // A view of a copy is no better than the copy.
    private static ExpressionSyntax Inner(ExpressionSyntax returned) => returned switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsReadOnly" or "AsEnumerable" } view } => view.Expression,
        ObjectCreationExpressionSyntax { Type: GenericNameSyntax { Identifier.ValueText: "ReadOnlyCollection" or "ReadOnlyDictionary" }, ArgumentList.Arguments: { Count: 1 } arguments } => arguments[0].Expression,
        _ => returned,
    };

    private static string Named(string type, INamedTypeSymbol like, FixTarget target, SyntaxNode at) =>
        $"{type}<{string.Join(", ", like.TypeArguments.Select(argument => argument.ToMinimalDisplayString(target.Model, at.SpanStart)))}>";
}
