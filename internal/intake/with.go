package intake

import "encoding/json"

// With gives s with every field that told holds; what told leaves out stays as it is. Neither is changed.
func (s Supplier) With(told Supplier) Supplier {
	var merged Supplier
	for _, layer := range []Supplier{s, told} {
		data, err := json.Marshal(layer)
		if err == nil {
			err = json.Unmarshal(data, &merged) // an empty field is not written, so it overwrites nothing
		}
		if err != nil {
			panic(err) // a Supplier is always valid JSON
		}
	}
	return merged
}
