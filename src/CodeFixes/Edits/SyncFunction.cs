using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Edits;

/// <summary>A private method or a local function whose signature may change, because all its callers can be seen.</summary>
internal sealed class SyncFunction
{
    private readonly SyntaxNode _syntax;
    private readonly IMethodSymbol _method;
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellation;

    private SyncFunction(SyntaxNode syntax, IMethodSymbol method, SemanticModel model, CancellationToken cancellation) =>
        (_syntax, _method, _model, _cancellation) = (syntax, method, model, cancellation);

    public string Name => _method.Name;

    public static SyncFunction? Of(SyntaxNode function, SemanticModel model, CancellationToken cancellation) =>
        function is MethodDeclarationSyntax or LocalFunctionStatementSyntax
        && model.GetDeclaredSymbol(function, cancellation) is IMethodSymbol method
        && (method.MethodKind == MethodKind.LocalFunction || IsPrivate(method))
        && method is { IsAsync: false, RefKind: RefKind.None, IsExtern: false, ReturnType.IsRefLikeType: false }
        && method.GetAttributes().IsEmpty // an attribute may mean that somebody calls it by reflection
        && method.Parameters.All(parameter => parameter.RefKind == RefKind.None)
        && !Functions.OwnNodes(function).Any(node => node is YieldStatementSyntax)
            ? new SyncFunction(function, method, model, cancellation)
            : null;

    /// <summary>All calls of the function; null when one of its uses cannot become an awaited call, or there is none.</summary>
    public IReadOnlyList<SyntaxNode>? FindCalls()
    {
        var scope = ScopeOfUses();
        if (scope is null)
        {
            return null;
        }

        var calls = new List<SyntaxNode>();
        foreach (var name in scope.DescendantNodes().OfType<SimpleNameSyntax>().Where(name => name.Identifier.ValueText == _method.Name))
        {
            var symbol = _model.GetSymbolInfo(name, _cancellation);
            if (symbol.Symbol is null ? !symbol.CandidateSymbols.Any(IsThis) : !IsThis(symbol.Symbol))
            {
                continue;
            }

            if (AwaitForm.ExpressionAt(name, _model) is not InvocationExpressionSyntax call
                || Functions.Around(call) is not { } caller
                || !(caller == _syntax || Functions.IsAsync(caller))
                || AwaitHazards.Any(call, caller, _model))
            {
                return null;
            }

            calls.Add(call);
        }

        return calls.Any(call => Functions.Around(call) != _syntax) ? calls : null;
    }

    /// <summary>The function with the task of its return type; returns stay as they are.</summary>
    public SyntaxNode MadeAsync(SyntaxNode current)
    {
        var type = current is MethodDeclarationSyntax method ? method.ReturnType : ((LocalFunctionStatementSyntax)current).ReturnType;
        var bare = type.WithoutTrivia();
        SimpleNameSyntax name = _method.ReturnsVoid
            ? IdentifierName("Task")
            : GenericName(Identifier("Task"), TypeArgumentList(SingletonSeparatedList(bare)));
        var task = (IsImported() ? (TypeSyntax)name : QualifiedName(ParseName("System.Threading.Tasks"), name)).WithTriviaFrom(type);
        return MakeAsync.WithAsync(current is MethodDeclarationSyntax declared
            ? declared.WithReturnType(task)
            : ((LocalFunctionStatementSyntax)current).WithReturnType(task));
    }

    private static bool IsPrivate(IMethodSymbol method) =>
        method is
        {
            DeclaredAccessibility: Accessibility.Private, IsOverride: false, PartialDefinitionPart: null, PartialImplementationPart: null,
            MethodKind: MethodKind.Ordinary, ExplicitInterfaceImplementations.IsEmpty: true,
        };

    private bool IsThis(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.OriginalDefinition, _method);

    // Outermost type: a private member is in reach of the types around and inside its own. In several files: out of sight.
    private SyntaxNode? ScopeOfUses()
    {
        if (_method.MethodKind == MethodKind.LocalFunction)
        {
            return Proof.ScopeOf(_syntax);
        }

        return _method.ContainingType.DeclaringSyntaxReferences is { Length: 1 } declarations
            ? declarations[0].GetSyntax(_cancellation).AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Last()
            : null;
    }

    private bool IsImported() =>
        _model.LookupNamespacesAndTypes(_syntax.SpanStart, name: "Task").Any(type =>
            type is INamedTypeSymbol { ContainingNamespace.Name: "Tasks", ContainingNamespace.ContainingNamespace.Name: "Threading" });
}
