package demo

import (
	"io"

	"github.com/gabf/telusur/internal/screening"
)

// EntityList is the passport of the invented entity list.
func EntityList() screening.List {
	return screening.List{
		ID: "demo-watch-list", Title: "Demo watch list (invented)", Publisher: "Telusur demo", Edition: "2026-09-30", Licence: "Apache-2.0",
	}
}

// entities are like two suppliers of the demo lists, and unlike all others.
const entities = `name,aliases,country,programme,product,listed_on,id,note
Kuche Baihe Cotton Ginning Plant,库车白河棉花加工厂|Kuqa Baihe Cotton,China,Invented import ban,cotton,2024-03-15,D-01,
Kaohsiung Hai Lung No. 8,高雄海隆八號漁業,Taiwan,Invented import ban,seafood,2025-06-02,D-02,fishing vessel
Rakhine Silver Net Fisheries,,Myanmar,Invented watch list,fish,2026-01-20,D-03,
`

// WriteEntities writes the invented entity list in the layout that screening.Read takes.
func WriteEntities(w io.Writer) error {
	_, err := io.WriteString(w, entities)
	return err
}
