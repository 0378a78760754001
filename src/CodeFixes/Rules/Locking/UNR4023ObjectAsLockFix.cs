using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Locking;

/// <summary>Changes the type of the field to System.Threading.Lock.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR4023ObjectAsLockFix))]
public sealed class UNR4023ObjectAsLockFix : RuleFix
{
    private const string Title = "Use System.Threading.Lock";

    public UNR4023ObjectAsLockFix()
        : base(RuleIds.ObjectAsLock)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax creation, Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax field } declaration })
        {
            return null;
        }

        var type = SyntaxFactory.ParseTypeName("System.Threading.Lock").WithAdditionalAnnotations(Simplifier.Annotation);
        var repaired = declaration.ReplaceNodes(
            creation is ObjectCreationExpressionSyntax { Type: var created } ? [declaration.Type, created] : new SyntaxNode[] { declaration.Type },
            (old, _) => type.WithTriviaFrom(old));
        return new Proposal(Title, Title, target.Root.ReplaceNode(declaration, repaired), field.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? target.Root);
    }
}
