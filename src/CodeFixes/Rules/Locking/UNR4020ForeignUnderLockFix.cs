using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Locking;

/// <summary>Copies the delegate under the lock and raises it after the lock, where it is the last thing that is done there.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR4020ForeignUnderLockFix))]
public sealed class UNR4020ForeignUnderLockFix : RuleFix
{
    private const string Title = "Raise after the lock";

    private static readonly SymbolDisplayFormat s_withNull =
        SymbolDisplayFormat.MinimallyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public UNR4020ForeignUnderLockFix()
        : base(RuleIds.ForeignUnderLock)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        // Changed?.Invoke(this, e); as the last statement of a lock statement in a block
        if (target.Reported.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax { Parent: LockStatementSyntax { Parent: BlockSyntax around } locked } body } raise
            || body.Statements.Last() != raise
            || raise.Expression is not ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Invoke" } } invoke } access
            || target.Model.GetSymbolInfo(access.Expression, target.Cancellation).Symbol is not (IEventSymbol or IFieldSymbol or IPropertySymbol)
            || target.Model.GetTypeInfo(access.Expression, target.Cancellation).Type is not INamedTypeSymbol { TypeKind: TypeKind.Delegate } type
            || !invoke.ArgumentList.Arguments.All(argument => IsSteady(argument.Expression, body, target)))
        {
            return null;
        }

        var name = FreeName(target.Model.GetSymbolInfo(access.Expression, target.Cancellation).Symbol!.Name, target.Model, locked.SpanStart);
        var nullable = (target.Model.GetNullableContext(locked.SpanStart) & NullableContext.AnnotationsEnabled) != 0;
        var typeName = type.WithNullableAnnotation(nullable ? NullableAnnotation.Annotated : NullableAnnotation.None).ToMinimalDisplayString(target.Model, locked.SpanStart, s_withNull);
        var declaration = SyntaxFactory.ParseStatement($"{typeName} {name};").WithLeadingTrivia(locked.GetLeadingTrivia()).WithTrailingTrivia(raise.GetTrailingTrivia());
        var copy = SyntaxFactory.ParseStatement($"{name} = {access.Expression.WithoutTrivia()};").WithTriviaFrom(raise);
        var repaired = locked.ReplaceNode(raise, copy).WithLeadingTrivia(Indentation(locked));
        var after = SyntaxFactory.ExpressionStatement(access.WithExpression(SyntaxFactory.IdentifierName(name)).WithoutLeadingTrivia())
            .WithLeadingTrivia(Indentation(locked)).WithTrailingTrivia(raise.GetTrailingTrivia());
        var index = around.Statements.IndexOf(locked);
        var statements = around.Statements.RemoveAt(index).InsertRange(index, [declaration, repaired, after]);
        return new Proposal(Title, Title, target.Root.ReplaceNode(around, around.WithStatements(statements)), Proof.ScopeOf(around));
    }

    // Its value is the same after the lock: nobody else can change it, and it is known there.
    private static bool IsSteady(ExpressionSyntax argument, BlockSyntax body, FixTarget target) => argument switch
    {
        ThisExpressionSyntax or LiteralExpressionSyntax => true,
        IdentifierNameSyntax => target.Model.GetSymbolInfo(argument, target.Cancellation).Symbol switch
        {
            IParameterSymbol { RefKind: RefKind.None } => true,
            ILocalSymbol { RefKind: RefKind.None } local => !local.DeclaringSyntaxReferences.Any(declaration => body.Span.Contains(declaration.Span)),
            IFieldSymbol field => field.IsReadOnly || field.IsConst,
            _ => false,
        },
        MemberAccessExpressionSyntax => target.Model.GetSymbolInfo(argument, target.Cancellation).Symbol is IFieldSymbol { IsStatic: true } field && (field.IsReadOnly || field.IsConst),
        ObjectCreationExpressionSyntax { Initializer: null } creation => creation.ArgumentList?.Arguments.All(inner => IsSteady(inner.Expression, body, target)) ?? true,
        _ => false,
    };

    private static SyntaxTriviaList Indentation(SyntaxNode node) =>
        SyntaxFactory.TriviaList(node.GetLeadingTrivia().Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse());

    private static string FreeName(string member, SemanticModel model, int position)
    {
        var plain = member.TrimStart('_');
        var name = char.ToLowerInvariant(plain[0]) + plain.Substring(1);
        name = name == member || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || !model.LookupSymbols(position, name: name).IsEmpty ? name + "Handlers" : name;
        return name;
    }
}
